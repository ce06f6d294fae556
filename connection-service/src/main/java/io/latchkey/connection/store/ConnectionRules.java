package io.latchkey.connection.store;

/** Limits for values that callers enter. */
public final class ConnectionRules {
    /** Maximum length of a name, in characters (code points). */
    public static final int NAME_LENGTH = 200;

    /** Maximum length of a list of modules, permissions or clients. */
    public static final int LIST_LENGTH = 100;

    /** An id of a provider, module, permission or client: visible ASCII. */
    public static final String ID = "^[\\x21-\\x7E]{1,200}$";

    private ConnectionRules() {}
}
