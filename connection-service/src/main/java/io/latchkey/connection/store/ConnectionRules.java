package io.latchkey.connection.store;

/** Limits for values that callers enter. */
public final class ConnectionRules {
    /** Maximum length of a name, in characters (code points). */
    public static final int NAME_LENGTH = 200;

    /** Maximum length of a list of modules, permissions or clients. */
    public static final int LIST_LENGTH = 100;

    /** An id of a provider, module, permission or client: visible ASCII. */
    public static final String ID = "^[\\x21-\\x7E]{1,200}$";

    /** Messages of constraints: they continue the name of the field; the second sentence is the remedy. */
    public static final String NO_ID =
            "is not an id of 1 to 200 visible ASCII characters. Send an id from the provider's catalog entry.";

    public static final String NO_CLIENT_ID =
            "is not a client id of 1 to 200 visible ASCII characters. Send client ids of the platform's OIDC issuer.";

    public static final String LIST_TOO_LONG = "has more than {max} items. Send fewer items.";

    private ConnectionRules() {}
}
