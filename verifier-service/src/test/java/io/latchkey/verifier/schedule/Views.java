package io.latchkey.verifier.schedule;

import io.latchkey.contracts.connection.Account;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.contracts.connection.Health;
import io.latchkey.contracts.connection.Permissions;
import io.latchkey.contracts.connection.ProviderRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Connections as the feed shows them, for tests. */
public final class Views {
    private Views() {}

    public static ConnectionView view(
            UUID id,
            String tenant,
            ConnectionState state,
            int generation,
            @Nullable Instant authorizedAt,
            @Nullable Instant expiresAt) {
        return view(id, tenant, "northwind", state, generation, authorizedAt, expiresAt, Health.UNCHECKED);
    }

    /** A connection of the first generation, without an end. */
    public static ConnectionView view(UUID id, ConnectionState state, Health health) {
        return view(id, "acme", "northwind", state, 1, Instant.EPOCH, null, health);
    }

    private static ConnectionView view(
            UUID id,
            String tenant,
            String provider,
            ConnectionState state,
            int generation,
            @Nullable Instant authorizedAt,
            @Nullable Instant expiresAt,
            Health health) {
        return new ConnectionView(
                id,
                tenant,
                "ada",
                "My Northwind connection",
                new ProviderRef(provider, "Northwind"),
                "oauth2",
                state,
                null,
                null,
                generation == 0 ? null : new Account("nora", "nora@northwind.example"),
                List.of("contact-sync"),
                Permissions.requested(List.of("contacts:read")),
                generation,
                authorizedAt,
                expiresAt,
                health,
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                Map.of(),
                null,
                null);
    }
}
