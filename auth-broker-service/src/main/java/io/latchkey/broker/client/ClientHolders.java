package io.latchkey.broker.client;

import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.revocation.PendingRevocations;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.Explanation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/** All that needs a client: what was issued to it, and what is about to be. */
@ApplicationScoped
class ClientHolders {
    private final Credentials credentials;
    private final Authorizations authorizations;
    private final PendingRevocations pending;

    ClientHolders(Credentials credentials, Authorizations authorizations, PendingRevocations pending) {
        this.credentials = credentials;
        this.authorizations = authorizations;
        this.pending = pending;
    }

    /**
     * @param connections open ones, and those whose deletion is not finished
     * @param consents whose browser was sent to the provider, or has come back and is not completed
     * @param revocations that are still to be carried out
     */
    record Holders(long connections, long consents, long revocations) {
        /** Fails with a {@link Conflict} that counts them, unless there are none. */
        void requireNone() {
            if (connections + consents + revocations > 0) {
                throw new Conflict(
                                "client-in-use",
                                "This request would replace a client that is still used by " + connections
                                        + " connections, "
                                        + consents + " unfinished consents and " + revocations
                                        + " unfinished revocations.",
                                "Reauthorize or delete the connections and wait for the rest, or repeat the request with"
                                        + " force=true. Then they can no longer be refreshed or revoked.")
                        .with(Explanation.FIELD, "clientId")
                        .with("connections", connections)
                        .with("consents", consents)
                        .with("revocations", revocations);
            }
        }
    }

    Uni<Holders> of(String provider, Collection<String> clientIds) {
        return Panache.withSession(() -> counted(provider, clientIds));
    }

    private Uni<Holders> counted(String provider, Collection<String> clientIds) {
        return credentials.countIssuedTo(provider, clientIds).chain(connections -> authorizations
                .countStartedWith(provider, clientIds)
                .chain(consents -> pending.countIssuedTo(provider, clientIds)
                        .map(revocations -> new Holders(connections, consents, revocations))));
    }
}
