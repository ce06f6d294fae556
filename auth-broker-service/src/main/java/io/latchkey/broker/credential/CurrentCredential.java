package io.latchkey.broker.credential;

import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.NotFound;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Reads the credential of a connection: the row and the matching document. */
@ApplicationScoped
public class CurrentCredential {
    private final Credentials credentials;
    private final SecretStore store;
    private final CredentialLocks locks;

    /** A state and the matching document. */
    public record Current(CredentialState state, Stored stored) {
        public Material material() {
            return stored.document().material();
        }
    }

    CurrentCredential(Credentials credentials, SecretStore store, CredentialLocks locks) {
        this.credentials = credentials;
        this.store = store;
        this.locks = locks;
    }

    /**
     * Returns the credential of a connection. Fails with {@link NotFound} if {@code tenant} has no such open
     * connection, and with {@link Conflict} if no authorization of it was completed.
     */
    public Uni<Current> of(UUID connectionId, String tenant) {
        return Panache.withSession(() -> credentials.requireOpen(connectionId, tenant))
                .chain(this::of);
    }

    /**
     * Returns the credential of an open connection; fails with {@link Conflict} if no authorization of it was
     * completed.
     */
    public Uni<Current> of(CredentialState open) {
        return store.read(open.path(), open.version())
                .chain(stored -> stored.filter(open::isBehind).isPresent()
                        ? locks.withOpen(open.connectionId(), open.tenant(), locked -> Uni.createFrom()
                                .item(current(locked.state(), locked.stored())))
                        : Uni.createFrom().item(current(open, stored)));
    }

    private static Current current(CredentialState state, Optional<Stored> stored) {
        return new Current(state, stored.orElseThrow(CredentialRefusals::pending));
    }
}
