package io.latchkey.contracts;

/** Limits of caller input that one service checks first and another checks again. */
public final class Limits {
    /** Maximum length of {@code callerState} in characters: it is sent in a URL together with other parameters. */
    public static final int CALLER_STATE_LENGTH = 500;

    /** Of a {@code returnUrl}, in characters. */
    public static final int URL_LENGTH = 2000;

    /**
     * A SHA-256 hash in base64url without padding, as RFC 7636, section 4.2, makes a {@code codeChallenge} of a
     * verifier.
     */
    public static final String CODE_CHALLENGE = "^[A-Za-z0-9_-]{43}$";

    private Limits() {}
}
