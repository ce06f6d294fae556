package io.latchkey.broker.method;

/**
 * Why a response from a browser cannot be used.
 *
 * @param detail for the log; contains no value that the browser can choose
 */
public record Refusal(Kind kind, String detail) {
    /** A field of a form with an invalid value. */
    public static Refusal malformed(String field) {
        return new Refusal(Kind.ERROR, field);
    }

    /** A field of a form with a user name that HTTP Basic cannot carry. */
    public static Refusal colon(String field) {
        return new Refusal(Kind.COLON, field);
    }

    /** The kind of refusal, which decides how consent ends. */
    public enum Kind {
        /** The response does not come from the expected provider. */
        WRONG_SENDER,
        /** The person did not grant access. */
        DENIED,
        /** The provider reports an error, or the response is unusable. */
        ERROR,
        /** An entered user name contains a colon, which ends a user name in HTTP Basic (RFC 7617, section 2). */
        COLON
    }
}
