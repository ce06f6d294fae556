package io.latchkey.broker.method;

/**
 * Why a response of a browser is of no use.
 *
 * @param detail for the log; nothing that the browser can choose
 */
public record Refusal(Kind kind, String detail) {
    /** What consent does about it. */
    public enum Kind {
        /** It does not come from the provider that was asked. */
        WRONG_SENDER,
        /** The person did not grant access. */
        DENIED,
        /** The provider reports an error, or sends nothing that can be used. */
        ERROR
    }
}
