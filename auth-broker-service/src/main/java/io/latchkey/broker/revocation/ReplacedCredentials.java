package io.latchkey.broker.revocation;

import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.DocumentCodec;
import io.latchkey.broker.secret.FlowCipher;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * Credentials that another is about to replace. They rest from before the write that replaces them, so that no crash
 * loses one; a sweep revokes each where that harms nothing, once the document names another authorization.
 */
@ApplicationScoped
public class ReplacedCredentials implements PanacheRepositoryBase<ReplacedCredential, UUID> {
    /** Longer than a completion can hold the lease. */
    private static final Duration UNTIL_REPLACED = Duration.ofMinutes(1);

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
}
