package io.latchkey.broker.credential;

import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The credential of a connection as it stands: row and document, agreeing with each other. */
@ApplicationScoped
public class CurrentCredential {
    private final Credentials credentials;
    private final SecretStore store;
    private final HeldCredentials held;

    /** A row and the document that it agrees with. */
    public record Current(CredentialRow row, Stored stored) {
        public Material material() {
            return stored.document().material();
        }
    }

    CurrentCredential(Credentials credentials, SecretStore store, HeldCredentials held) {
        this.credentials = credentials;
        this.store = store;
        this.held = held;
    }

    /** A 404 problem if {@code tenant} has no such open connection, 409 if it was never authorized. */
    public Uni<Current> of(UUID connectionId, String tenant) {
        return credentials.requireOpen(connectionId, tenant).chain(this::of);
    }

    /** The credential of an open connection; a 409 problem if it was never authorized. */
    public Uni<Current> of(CredentialRow row) {
        return store.read(row.path(), row.version())
                .chain(stored -> stored.filter(row::isBehind).isPresent()
                        ? held.holding(row.connectionId(), row.tenant(), hand -> Uni.createFrom()
                                .item(current(hand.row(), hand.stored())))
                        : Uni.createFrom().item(current(row, stored)));
    }

    private static Current current(CredentialRow row, Optional<Stored> stored) {
        return new Current(row, stored.orElseThrow(CredentialProblems::pending));
    }
}
