package io.latchkey.broker.client;

import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.revocation.pending.PendingRevocations;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.Explanation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what needs a client: the credentials issued to it, and the authorizations that may obtain one. */
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
     * @param connections number of open connections, and of those whose deletion is not finished
     * @param consents number of consents whose browser was redirected to the provider and that are not completed
     * @param revocations number of pending revocations
     */
    record Holders(long connections, long consents, long revocations) {
        /** Fails with a {@link Conflict} that states the numbers, unless all are zero. */
        void requireNone() {
            if (connections + consents + revocations > 0) {
                throw new Conflict(
                                "client-in-use",
                                "This request would remove a client that is still used by " + connections
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

    Uni<Holders> of(String provider, ClientRef client) {
        return Panache.withSession(() -> counted(provider, client));
    }

    private Uni<Holders> counted(String provider, ClientRef client) {
        return credentials.countIssuedTo(provider, client).chain(connections -> authorizations
                .countStartedWith(provider, client)
                .chain(consents -> pending.countIssuedTo(provider, client)
                        .map(revocations -> new Holders(connections, consents, revocations))));
    }
}
