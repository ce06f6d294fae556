package io.latchkey.broker.revocation;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.DocumentCodec;
import io.latchkey.broker.secret.FlowCipher;
import io.latchkey.work.Detached;
import io.latchkey.work.sweep.DueRows;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.logging.Log;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Credentials that are to be given back. Any credential in hand that is, or will be, of no connection is kept here first:
 * a crash or a provider that is away then only delays its revocation. Neither the connection nor the authorization need
 * exist.
 */
@ApplicationScoped
public class PendingRevocations implements PanacheRepositoryBase<PendingRevocation, UUID> {
    static final DueRows<PendingRevocation> DUE = new DueRows<>(
            PendingRevocation.class,
            "pending_revocation",
            "id",
            "due_at",
            "true",
            row -> row.provider,
            (row, until) -> row.dueAt = until);

    /** Mostly longer than a completion holds the lease, so that the sweep need not wait for it. */
    private static final Duration UNTIL_REPLACED = Duration.ofSeconds(5);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final FlowCipher cipher;
    private final RevocationSettings config;
    private final Detached detached;
    private final Clock clock;
    private final Ids ids;

    PendingRevocations(FlowCipher cipher, RevocationSettings config, Detached detached, Clock clock, Ids ids) {
        this.cipher = cipher;
        this.config = config;
        this.detached = detached;
        this.clock = clock;
        this.ids = ids;
    }

    /** Keeps {@code document}, in a transaction of its own. */
    public Uni<Void> add(ConnectionPath path, CredentialDocument document, Cause cause) {
        return seal(document).chain(encrypted -> Panache.withTransaction(() -> take(path, encrypted, cause)));
    }

    /**
     * Keeps {@code document} as soon as Vault and the database answer, for as long as this replica lives: for a caller that
     * can wait no longer.
     */
    public void addEventually(ConnectionPath path, CredentialDocument document, Cause cause) {
        detached.start(() -> add(path, document, cause)
                        .onFailure()
                        .invoke(failure -> Log.errorf(
                                "a credential to be given back is not kept yet connection=%s", path.connectionId()))
                        .onFailure()
                        .retry()
                        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                        .expireIn(config.giveUpAfter().toMillis()))
                .whenComplete((kept, failure) -> {
                    if (failure != null) {
                        Log.errorf("a credential is left at its provider connection=%s", path.connectionId());
                    }
                });
    }

    /** Keeps a credential that is encrypted already, in the current transaction. */
    public Uni<Void> take(ConnectionPath path, SealedCredential encrypted, Cause cause) {
        return persist(new PendingRevocation(ids.next(), path, encrypted, cause, clock.instant()))
                .replaceWithVoid();
    }

    /**
     * Keeps the credential that a completion is about to replace, in a transaction of its own. Call it under the lease,
     * before the write: should the completion fail, the credential is found to be the connection's, and is dropped here.
     */
    public Uni<Void> addReplaced(ConnectionPath path, CredentialDocument document) {
        var id = Ids.named(path.connectionId(), "replaced", document.authorizationId());
        return seal(document)
                .chain(encrypted -> Panache.withTransaction(() -> findById(id)
                        .chain(known -> known == null
                                ? persist(new PendingRevocation(id, path, encrypted, Cause.REPLACED, clock.instant()))
                                : Uni.createFrom().item(known))
                        .invoke(pending -> {
                            pending.ciphertext = encrypted.ciphertext();
                            pending.dueAt = clock.instant().plus(UNTIL_REPLACED);
                        })))
                .replaceWithVoid();
    }

    /**
     * Leaves the newest exchange of a deleted connection to the deletion itself, in the current transaction: no credential
     * was stored, so what becomes of this one is what the deletion reports.
     */
    public Uni<Void> reserveNewestOf(UUID connectionId) {
        return count("connectionId = ?1 and dueAt is null", connectionId)
                .chain(reserved -> reserved > 0 ? Uni.createFrom().nullItem() : newestOf(connectionId))
                .onItem()
                .ifNotNull()
                .invoke(pending -> pending.dueAt = null)
                .replaceWithVoid();
    }

    private Uni<PendingRevocation> newestOf(UUID connectionId) {
        return find("connectionId = ?1 and cause = ?2", Sort.descending("id"), connectionId, Cause.DELETED)
                .firstResult();
    }

    /**
     * Keeps what a deletion has renewed the connection's credential to, in a transaction of its own: the deletion takes it
     * in place of the stored one from then on. Never fails; see {@link #addEventually}.
     */
    public Uni<Void> reserve(ConnectionPath path, CredentialDocument document) {
        var kept = seal(document)
                .chain(encrypted ->
                        Panache.withTransaction(() -> find("connectionId = ?1 and dueAt is null", path.connectionId())
                                .firstResult()
                                .chain(known -> known == null
                                        ? persist(new PendingRevocation(
                                                ids.next(), path, encrypted, Cause.DELETED, clock.instant()))
                                        : Uni.createFrom().item(known))
                                .invoke(pending -> {
                                    pending.ciphertext = encrypted.ciphertext();
                                    pending.dueAt = null;
                                })));
        return orEventually(kept, path, document, Cause.DELETED);
    }

    /** Keeps what {@code pending} was renewed to in its place. Never fails; see {@link #addEventually}. */
    Uni<Void> renew(PendingRevocation pending, CredentialDocument document) {
        var kept = seal(document)
                .chain(encrypted -> Panache.withTransaction(
                        () -> update("ciphertext = ?1 where id = ?2", encrypted.ciphertext(), pending.id)));
        return orEventually(kept, pending.path(), document, pending.cause);
    }

    private Uni<Void> orEventually(Uni<?> kept, ConnectionPath path, CredentialDocument document, Cause cause) {
        return kept.onFailure()
                .invoke(failure -> addEventually(path, document, cause))
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    /** What is left to a connection's deletion, by {@link #reserveNewestOf} or {@link #reserve}. */
    public Uni<Optional<CredentialDocument>> reservedFor(UUID connectionId) {
        return Panache.withSession(() -> find("connectionId = ?1 and dueAt is null", connectionId)
                        .firstResult())
                .chain(reserved -> reserved == null
                        ? Uni.createFrom().item(Optional.empty())
                        : open(reserved).map(Optional::of));
    }

    /** Erases it, in the current transaction. */
    public Uni<Void> eraseReservedFor(UUID connectionId) {
        return delete("connectionId = ?1 and dueAt is null", connectionId).replaceWithVoid();
    }

    /** How many were issued to one of these clients. */
    public Uni<Long> countIssuedTo(String provider, Collection<String> clientIds) {
        return Panache.withSession(() -> count("provider = ?1 and clientId in ?2", provider, List.copyOf(clientIds)));
    }

    /** A deletion that is forced revokes all that its connection left of {@code account}, in the current transaction. */
    public Uni<Void> forceAllOf(UUID connectionId, Optional<String> account) {
        return account.map(id -> update("forcedAccountId = ?1 where connectionId = ?2", id, connectionId)
                        .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    Uni<CredentialDocument> open(PendingRevocation pending) {
        return cipher.decrypt(pending.authorizationId, pending.ciphertext).map(DocumentCodec::fromBytes);
    }

    Uni<Void> postpone(PendingRevocation pending, Instant until, int refusals) {
        return Panache.withTransaction(() -> update(
                        "dueAt = ?1, attempts = attempts + 1, refusals = refusals + ?2 where id = ?3",
                        until,
                        refusals,
                        pending.id))
                .replaceWithVoid();
    }

    Uni<Void> drop(PendingRevocation pending) {
        return Panache.withTransaction(() -> erase(pending));
    }

    /** In the current transaction. */
    Uni<Void> erase(PendingRevocation pending) {
        return delete("id = ?1", pending.id).replaceWithVoid();
    }

    private Uni<SealedCredential> seal(CredentialDocument document) {
        return cipher.encrypt(document.authorizationId(), DocumentCodec.toBytes(document))
                .map(ciphertext -> new SealedCredential(
                        document.authorizationId(), document.provider(), document.clientId(), ciphertext));
    }
}
