package io.latchkey.broker.consent;

import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.credential.Credentials;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Decides whether the connection of an authorization still exists. */
@ApplicationScoped
public class OpenConnections {
    private final Credentials credentials;

    OpenConnections(Credentials credentials) {
        this.credentials = credentials;
    }

    /** Fails with a {@link RejectedException} if the connection was deleted. */
    public Uni<Void> requireOpen(Authorization authorization) {
        return Panache.withSession(() -> credentials.find(authorization.connectionId()))
                .invoke(known -> {
                    if (known.isEmpty() || known.get().closed()) {
                        throw new RejectedException(Rejection.CLOSED);
                    }
                })
                .replaceWithVoid();
    }
}
