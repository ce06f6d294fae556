package io.latchkey.connection;

/** Limits of what callers may enter. */
public final class ConnectionRules {
    /** Of a name, in characters (code points). */
    public static final int NAME_LENGTH = 200;

    /** Of a list of modules, permissions or clients. */
    public static final int LIST_LENGTH = 100;

    public static final int URL_LENGTH = 2000;

    /** Of {@code callerState}, which travels in a URL. */
    public static final int STATE_LENGTH = 1000;

    /** An id of a provider, module, permission or client: visible ASCII. */
    public static final String ID = "^[\\x21-\\x7E]{1,200}$";

    /** SHA-256 in base64url without padding (RFC 7636, section 4.2). */
    public static final String CODE_CHALLENGE = "^[A-Za-z0-9_-]{43}$";

    private ConnectionRules() {}
}
