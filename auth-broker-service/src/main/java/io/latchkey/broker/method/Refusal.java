package io.latchkey.broker.method;

/**
 * Why a response from a browser cannot be used.
 *
 * @param detail for the log; contains no value that the browser can choose
 */
public record Refusal(Kind kind, String detail) {
    /** The kind of refusal, which decides how consent ends. */
    public enum Kind {
        /** The response does not come from the expected provider. */
        WRONG_SENDER,
        /** The person did not grant access. */
        DENIED,
        /** The provider reports an error, or the response is unusable. */
        ERROR
    }
}
