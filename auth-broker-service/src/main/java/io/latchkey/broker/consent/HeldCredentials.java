package io.latchkey.broker.consent;

import io.latchkey.broker.revocation.pending.Cause;
import io.latchkey.broker.revocation.pending.OpenConsents;
import io.latchkey.broker.revocation.pending.PendingRevocations;
import io.latchkey.broker.revocation.pending.SealedCredential;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.DocumentCodec;
import io.latchkey.broker.secret.FlowCipher;
import io.latchkey.contracts.credential.AuthorizationFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Holds obtained credentials encrypted in their authorizations until completion. A credential leaves an authorization in
 * one of two ways: they become the credential of a connection, or they are queued for revocation.
 */
@ApplicationScoped
public class HeldCredentials implements OpenConsents {
    private final Authorizations authorizations;
    private final PendingRevocations pending;
    private final FlowCipher cipher;
    private final Clock clock;

    HeldCredentials(Authorizations authorizations, PendingRevocations pending, FlowCipher cipher, Clock clock) {
        this.authorizations = authorizations;
        this.pending = pending;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** Encrypts {@code document} for the authorization that it names. */
    public Uni<String> seal(CredentialDocument document) {
        return cipher.encrypt(document.authorizationId(), DocumentCodec.toBytes(document));
    }

    /** Decrypts the credential that {@code authorization} holds. */
    public Uni<CredentialDocument> open(Authorization authorization) {
        return cipher.decrypt(authorization.id(), authorization.heldCredential().orElseThrow())
                .map(DocumentCodec::fromBytes);
    }

    /**
     * Ends a locked authorization without success, in the current transaction, and queues its credential for revocation.
     */
    public Uni<Void> end(Authorization locked, AuthorizationFailure why, Cause cause) {
        return authorizations.locked(locked.id()).chain(row -> end(row, why, cause));
    }

    /** Queues the credential of a locked authorization for revocation, if it holds one, in the current transaction. */
    public Uni<Void> handOver(Authorization locked, Cause cause) {
        return authorizations.locked(locked.id()).chain(row -> handOver(row, cause));
    }

    /**
     * Queues the held credential for revocation if it can no longer be completed, in the current transaction. Does nothing if
     * there is no such credential.
     */
    public Uni<Void> handOverLapsed(UUID id) {
        return authorizations.lock(id).chain(found -> found.filter(locked -> locked.isForgettableAt(clock.instant()))
                .map(this::handOverLapsed)
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> handOverLapsed(Authorization locked) {
        return locked.failureAt(clock.instant())
                .map(why -> end(locked, why, Cause.UNREDEEMED))
                .orElseGet(() -> handOver(locked, Cause.UNREDEEMED));
    }

    @Override
    public Uni<Void> closeAllOf(UUID connectionId, Optional<UUID> stored) {
        return authorizations.openOrHoldingIn(connectionId).chain(found -> {
            found.stream()
                    .filter(row -> stored.filter(row.id::equals).isPresent())
                    .forEach(AuthorizationRow::forget);
            return endEach(found, AuthorizationFailure.CLOSED, Cause.DELETED);
        });
    }

    /**
     * Ends all open authorizations of a connection except {@code completed}, in the current transaction: their
     * completion would be refused. Call it under the connection's lease.
     */
    Uni<Void> supersedeOthers(UUID connectionId, UUID completed) {
        return authorizations
                .openOrHoldingIn(connectionId)
                .map(found ->
                        found.stream().filter(row -> !row.id.equals(completed)).toList())
                .chain(others -> endEach(others, AuthorizationFailure.SUPERSEDED, Cause.SUPERSEDED));
    }

    private Uni<Void> endEach(List<AuthorizationRow> locked, AuthorizationFailure why, Cause cause) {
        return Multi.createFrom()
                .iterable(locked)
                .onItem()
                .transformToUniAndConcatenate(row -> end(row, why, cause))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> end(AuthorizationRow row, AuthorizationFailure why, Cause cause) {
        row.end(why, clock.instant());
        return handOver(row, cause);
    }

    private Uni<Void> handOver(AuthorizationRow row, Cause cause) {
        var locked = row.state();
        var held = locked.heldCredential();
        if (held.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        row.forget();
        var encrypted = new SealedCredential(
                locked.id(), locked.request().provider(), locked.flow().client(), held.get());
        return pending.take(locked.connection(), encrypted, cause);
    }
}
