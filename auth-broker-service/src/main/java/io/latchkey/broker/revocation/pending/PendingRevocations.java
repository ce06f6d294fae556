package io.latchkey.broker.revocation.pending;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.revocation.RevocationSettings;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.DocumentCodec;
import io.latchkey.broker.secret.FlowCipher;
import io.latchkey.work.Detached;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The queue of credentials to revoke. A credential that no connection uses, or that none will use, is stored here
 * first, so that a crash or an unavailable provider only delays its revocation. The connection and the authorization
 * need not exist.
 */
@ApplicationScoped
public class PendingRevocations {
    /** Usually longer than a completion holds the lease, so that the sweep need not wait for it. */
    private static final Duration UNTIL_REPLACED = Duration.ofSeconds(5);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final PendingRevocationRows rows;
    private final FlowCipher cipher;
    private final RevocationSettings config;
    private final Detached detached;
    private final Clock clock;
    private final Ids ids;

    PendingRevocations(
            PendingRevocationRows rows,
            FlowCipher cipher,
            RevocationSettings config,
            Detached detached,
            Clock clock,
            Ids ids) {
        this.rows = rows;
        this.cipher = cipher;
        this.config = config;
        this.detached = detached;
        this.clock = clock;
        this.ids = ids;
    }

    /** Adds {@code document}, in a separate transaction. */
    public Uni<Void> add(ConnectionPath path, CredentialDocument document, Cause cause) {
        return seal(document).chain(encrypted -> Panache.withTransaction(() -> take(path, encrypted, cause)));
    }

    /**
     * Adds {@code document} as soon as Vault and the database are available, for a caller that cannot wait longer. The
     * attempts end if this replica stops.
     */
    public void addEventually(ConnectionPath path, CredentialDocument document, Cause cause) {
        detached.start(() -> add(path, document, cause)
                        .onFailure()
                        .invoke(failure -> Log.errorf(
                                "a credential to be revoked is not kept yet connection=%s", path.connectionId()))
                        .onFailure()
                        .retry()
                        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                        .expireIn(config.giveUpAfter().toMillis()))
                .whenComplete((kept, failure) -> {
                    if (failure != null) {
                        Log.errorf(
                                "credential not queued for revocation, it stays valid at its provider connection=%s",
                                path.connectionId());
                    }
                });
    }

    /** Adds an encrypted credential, in the current transaction. */
    public Uni<Void> take(ConnectionPath path, SealedCredential encrypted, Cause cause) {
        return rows.add(ids.next(), path, encrypted, cause, clock.instant());
    }

    /**
     * Adds the credential that a completion is about to replace, in a separate transaction. Call it under the lease,
     * before the write. If the completion fails, the credential still belongs to the connection, and is removed from
     * the queue.
     */
    public Uni<Void> addReplaced(ConnectionPath path, CredentialDocument document) {
        var id = Ids.named(path.connectionId(), "replaced", document.authorizationId());
        return seal(document)
                .chain(encrypted -> Panache.withTransaction(() -> {
                    var now = clock.instant();
                    return rows.putReplaced(id, path, encrypted, now, now.plus(UNTIL_REPLACED));
                }));
    }

    /**
     * Reserves the newest unredeemed credential of a deleted connection for its deletion, in the current transaction. The connection
     * has no stored credential, so the deletion reports the result for this one.
     */
    public Uni<Void> reserveNewestOf(UUID connectionId) {
        return rows.reserveNewestOf(connectionId);
    }

    /**
     * Reserves the credential of a connection after its deletion has refreshed it, in a separate transaction. From then
     * on the deletion uses it instead of the stored one. Never fails; see {@link #addEventually}.
     */
    public Uni<Void> reserve(ConnectionPath path, CredentialDocument document) {
        var kept = seal(document)
                .chain(encrypted ->
                        Panache.withTransaction(() -> rows.putReserved(ids.next(), path, encrypted, clock.instant())));
        return orEventually(kept, path, document, Cause.DELETED);
    }

    /** Replaces {@code pending} with its refreshed credential. Never fails; see {@link #addEventually}. */
    Uni<Void> renew(PendingRevocation pending, CredentialDocument document) {
        var kept =
                seal(document).chain(encrypted -> Panache.withTransaction(() -> rows.replace(pending.id(), encrypted)));
        return orEventually(kept, pending.connection(), document, pending.cause());
    }

    private Uni<Void> orEventually(Uni<Void> kept, ConnectionPath path, CredentialDocument document, Cause cause) {
        return kept.onFailure()
                .invoke(failure -> addEventually(path, document, cause))
                .onFailure()
                .recoverWithNull();
    }

    /**
     * Returns the credential that {@link #reserveNewestOf} or {@link #reserve} reserved for the connection's deletion.
     */
    public Uni<Optional<CredentialDocument>> reservedFor(UUID connectionId) {
        return Panache.withSession(() -> rows.reservedFor(connectionId))
                .chain(reserved -> reserved.map(pending -> open(pending).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    /** Erases the reserved credential, in the current transaction. */
    public Uni<Void> eraseReservedFor(UUID connectionId) {
        return rows.eraseReservedFor(connectionId);
    }

    /** Counts the credentials that were issued to one of these clients, in the current session. */
    public Uni<Long> countIssuedTo(String provider, ClientRef client) {
        return rows.countIssuedTo(provider, client);
    }

    /**
     * Makes a forced deletion revoke all remaining credentials of its connection for {@code account}, in the current
     * transaction.
     */
    public Uni<Void> forceAllOf(UUID connectionId, Optional<String> account) {
        return account.map(id -> rows.forceAllOf(connectionId, id))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    Uni<CredentialDocument> open(PendingRevocation pending) {
        return cipher.decrypt(pending.authorizationId(), pending.ciphertext()).map(DocumentCodec::fromBytes);
    }

    private Uni<SealedCredential> seal(CredentialDocument document) {
        return cipher.encrypt(document.authorizationId(), DocumentCodec.toBytes(document))
                .map(ciphertext -> new SealedCredential(
                        document.authorizationId(), document.provider(), document.client(), ciphertext));
    }
}
