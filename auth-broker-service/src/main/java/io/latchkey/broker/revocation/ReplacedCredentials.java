package io.latchkey.broker.revocation;

import io.latchkey.broker.lease.DueRows;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.DocumentCodec;
import io.latchkey.broker.secret.FlowCipher;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Credentials that another is about to replace. They rest from before the write that replaces them, so that no crash
 * loses one; a sweep revokes each where that harms nothing, once the document names another authorization.
 */
@ApplicationScoped
public class ReplacedCredentials implements PanacheRepositoryBase<ReplacedCredential, UUID> {
    static final DueRows<ReplacedCredential> DUE = new DueRows<>(
            ReplacedCredential.class,
            "replaced_credential",
            "due_at",
            "true",
            row -> row.provider,
            (row, until) -> row.dueAt = until);

    /** Mostly longer than a completion holds the lease, so that the sweep need not wait for it. */
    private static final Duration UNTIL_REPLACED = Duration.ofSeconds(5);

    private final FlowCipher cipher;
    private final Clock clock;

    ReplacedCredentials(FlowCipher cipher, Clock clock) {
        this.cipher = cipher;
        this.clock = clock;
    }

    /** Lays {@code document} to rest, in a transaction of its own. Call it under the lease, before the write. */
    public Uni<Void> rest(ConnectionPath path, CredentialDocument document) {
        var now = clock.instant();
        return cipher.encrypt(document.authorizationId(), DocumentCodec.toBytes(document))
                .chain(ciphertext -> Panache.withTransaction(() -> findById(document.authorizationId())
                        .chain(known -> known == null
                                ? persist(new ReplacedCredential(
                                        path, document, ciphertext, now, now.plus(UNTIL_REPLACED)))
                                : Uni.createFrom().item(known.resting(ciphertext, now.plus(UNTIL_REPLACED))))))
                .replaceWithVoid();
    }

    Uni<CredentialDocument> open(ReplacedCredential credential) {
        return cipher.decrypt(credential.authorizationId, credential.ciphertext).map(DocumentCodec::fromBytes);
    }

    /** Those of a connection, decrypted. */
    public Uni<List<CredentialDocument>> ofConnection(UUID connectionId) {
        return Panache.withSession(() -> list("connectionId", connectionId))
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(this::open)
                .collect()
                .asList();
    }

    Uni<Void> postpone(ReplacedCredential credential, Instant until) {
        return Panache.withTransaction(() -> update(
                        "dueAt = ?1, attempts = attempts + 1 where authorizationId = ?2",
                        until,
                        credential.authorizationId))
                .replaceWithVoid();
    }

    Uni<Void> drop(ReplacedCredential credential) {
        return Panache.withTransaction(() -> erase(credential));
    }

    /** In the current transaction. */
    Uni<Void> erase(ReplacedCredential credential) {
        return deleteById(credential.authorizationId).replaceWithVoid();
    }

    /** Drops those of a connection, in the current transaction. */
    public Uni<Void> forgetAllOf(UUID connectionId) {
        return delete("connectionId", connectionId).replaceWithVoid();
    }
}
