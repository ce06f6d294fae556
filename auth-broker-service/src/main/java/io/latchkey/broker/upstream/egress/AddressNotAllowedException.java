package io.latchkey.broker.upstream.egress;

import java.io.IOException;

/** The egress rule allows no address of the host, so no connection was made. */
public final class AddressNotAllowedException extends IOException {
    private static final long serialVersionUID = 1;

    AddressNotAllowedException(String host) {
        super("no allowed address: " + host);
    }
}
