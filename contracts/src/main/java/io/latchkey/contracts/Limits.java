package io.latchkey.contracts;

/**
 * Limits of caller input that one service checks first and another checks again, with the messages of their
 * constraints. A message continues the name of the field; its second sentence is the remedy.
 */
public final class Limits {
    /** Maximum length of {@code callerState} in characters: it is sent in a URL together with other parameters. */
    public static final int CALLER_STATE_LENGTH = 500;

    public static final String CALLER_STATE_TOO_LONG =
            "is longer than {max} characters. Send a short reference to data that you store yourself.";

    /** Of a {@code returnUrl}, in characters. */
    public static final int URL_LENGTH = 2000;

    public static final String URL_TOO_LONG =
            "is longer than {max} characters. Send a shorter URL, and your own data in callerState.";

    /**
     * A SHA-256 hash in base64url without padding, as RFC 7636, section 4.2, makes a {@code codeChallenge} of a
     * verifier.
     */
    public static final String CODE_CHALLENGE = "^[A-Za-z0-9_-]{43}$";

    public static final String NO_CODE_CHALLENGE =
            "is not the base64url text of a SHA-256 hash. Send the S256 challenge of RFC 7636: 43 characters without"
                    + " padding.";

    /** Of the value of a connection parameter, in characters. */
    public static final int PARAMETER_LENGTH = 255;

    public static final String PARAMETER_TOO_LONG =
            "is longer than {max} characters. Send the value as the provider shows it.";

    public static final String NO_CONTROL_CHARACTERS = "^[^\\p{Cc}]*$";

    public static final String CONTROL_CHARACTERS = "contains control characters. Remove them.";

    /** Of {@code force}, with which callers confirm what they would be refused otherwise. */
    public static final String TRUE_OR_FALSE = "^(true|false)$";

    public static final String NEITHER_TRUE_NOR_FALSE = "is neither true nor false. Send force=true, or leave it out.";

    private Limits() {}
}
