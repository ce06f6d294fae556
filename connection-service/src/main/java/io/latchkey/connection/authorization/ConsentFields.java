package io.latchkey.connection.authorization;

/** The descriptions, in the API document, of fields that a creation and a new authorization have in common. */
public final class ConsentFields {
    public static final String PERMISSIONS =
            "Permissions requested in addition to those that the modules need, by their ids in the catalog. Exactly the union is"
                    + " requested; with neither modules nor permissions, only what the provider always grants";

    public static final String CALLER_STATE =
            "A value that the redirect returns unchanged in the parameter callerState of returnUrl, for example a"
                    + " reference to data that the caller stores";

    public static final String CODE_CHALLENGE =
            "S256 code challenge (RFC 7636) of a code verifier that the completion must present. Each authorization,"
                    + " also a reauthorization, needs its own; absent: the completion presents none";

    public static final String PARAMETERS =
            "Values of the provider's connection parameters, by their ids in the catalog, for example a subdomain. The"
                    + " connect page asks for what is missing; a reauthorization keeps the values that it does not name";

    public static final String CLIENT =
            "Whose OAuth client at the provider to use. own: the user enters the id and the secret of a client on a page"
                    + " of the broker, and the client serves only this connection. registered: the client of the tenant,"
                    + " else that of the installation. Absent: for a reauthorization the same as before, else registered;"
                    + " own if the users of the provider name their own host";

    private ConsentFields() {}
}
