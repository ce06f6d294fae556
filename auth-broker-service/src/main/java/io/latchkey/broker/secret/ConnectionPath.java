package io.latchkey.broker.secret;

import io.latchkey.contracts.Tenants;
import java.util.Objects;
import java.util.UUID;

/** The location of a connection's document. The path contains the tenant, so that a wrong tenant finds nothing. */
public record ConnectionPath(String tenant, UUID connectionId) {
    public ConnectionPath {
        tenant = Tenants.requireValid(tenant);
        Objects.requireNonNull(connectionId, "connectionId");
    }
}
