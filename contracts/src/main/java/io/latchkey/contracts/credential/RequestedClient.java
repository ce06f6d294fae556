package io.latchkey.contracts.credential;

/** Values that say whose client at the provider a new authorization uses. */
public final class RequestedClient {
    /** The client of the tenant, else that of the installation. */
    public static final String REGISTERED = "registered";

    /** A client that the user enters on a page of the broker. It serves only this connection. */
    public static final String OWN = "own";

    public static final String PATTERN = OWN + "|" + REGISTERED;
    public static final String UNKNOWN = "must be own or registered. Omit it to use the same kind of client as before.";

    private RequestedClient() {}
}
