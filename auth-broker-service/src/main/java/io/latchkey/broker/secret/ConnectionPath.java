package io.latchkey.broker.secret;

import io.latchkey.contracts.Tenants;
import java.util.Objects;
import java.util.UUID;

/** Where a connection's document lives. The tenant is part of the path, so that a wrong one finds nothing. */
public record ConnectionPath(String tenant, UUID connectionId) {
    public ConnectionPath {
        tenant = Tenants.requireValid(tenant);
        Objects.requireNonNull(connectionId, "connectionId");
    }

    String inVault() {
        return "connections/" + tenant + "/" + connectionId;
    }
}
