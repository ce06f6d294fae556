package io.latchkey.broker.deletion;

import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.revocation.PreviewRevocation;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.contracts.credential.RevocationPreview;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Finds out what the deletion of an open connection would do at its provider. It changes nothing. */
@ApplicationScoped
class PreviewDeletion {
    private static final RevocationPreview NOTHING =
            new RevocationPreview(RevokeClosed.NOTHING_TO_REVOKE, false, List.of());

    private final Credentials credentials;
    private final SecretStore store;
    private final PreviewRevocation revocation;

    PreviewDeletion(Credentials credentials, SecretStore store, PreviewRevocation revocation) {
        this.credentials = credentials;
        this.store = store;
        this.revocation = revocation;
    }

    /** Fails if the connection belongs to another tenant, is deleted, or was never known. */
    Uni<RevocationPreview> of(UUID connection, String tenant) {
        return Panache.withSession(() -> credentials.requireOpen(connection, tenant))
                .chain(this::of);
    }

    private Uni<RevocationPreview> of(CredentialState state) {
        return store.read(state.path(), state.version()).chain(stored -> stored.map(
                        found -> revocation.of(state.connectionId(), state.tenant(), found.document()))
                .orElseGet(() -> Uni.createFrom().item(NOTHING)));
    }
}
