package io.latchkey.broker.consent.client;

/** The provider has refused the client that the user entered, before it looked at the grant. */
public final class ClientRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param detail a code from a closed set; see {@link io.latchkey.broker.upstream.failure.Failure} */
    public ClientRefused(String detail) {
        super(detail, null, false, false);
    }
}
