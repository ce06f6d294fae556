package io.latchkey.broker.revocation.pending;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.credential.CredentialLocks;
import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.credential.Deletion;
import io.latchkey.broker.fact.CredentialFacts;
import io.latchkey.broker.revocation.RevocationSettings;
import io.latchkey.broker.revocation.RevokeCredential;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.credential.CredentialFact.CredentialForgotten;
import io.latchkey.work.Correlation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/**
 * Revokes a credential that belongs to no connection, erases Latchkey's copy, and publishes the result. A credential
 * that was queued for a completion that then failed still belongs to the connection, and is only removed from the
 * queue.
 */
@ApplicationScoped
class RevokePending {
    private final CredentialLocks locks;
    private final Credentials credentials;
    private final PendingRevocationRows rows;
    private final PendingRevocations pendingRevocations;
    private final RevokeCredential revokeCredential;
    private final RevocationSettings config;
    private final CredentialFacts facts;
    private final Clock clock;

    RevokePending(
            CredentialLocks locks,
            Credentials credentials,
            PendingRevocationRows rows,
            PendingRevocations pendingRevocations,
            RevokeCredential revokeCredential,
            RevocationSettings config,
            CredentialFacts facts,
            Clock clock) {
        this.locks = locks;
        this.credentials = credentials;
        this.rows = rows;
        this.pendingRevocations = pendingRevocations;
        this.revokeCredential = revokeCredential;
        this.config = config;
        this.facts = facts;
        this.clock = clock;
    }

    /** Makes one attempt; fails if it should be repeated. */
    Uni<Void> revoke(PendingRevocation pending) {
        return droppedWhereInPlace(pending)
                .chain(dropped -> dropped
                        ? Uni.createFrom().voidItem()
                        : revoked(pending).chain(revocation -> record(pending, revocation)));
    }

    /**
     * Waits for a running completion, and finishes one whose replica crashed, so that the row shows which tokens belong
     * to the connection. If the connection's document cannot be read for too long, the row is used as it is.
     */
    private Uni<Boolean> droppedWhereInPlace(PendingRevocation pending) {
        return inPlace(pending).onFailure(failure -> isTriedLongEnough(pending)).recoverWithItem(false);
    }

    private Uni<Boolean> inPlace(PendingRevocation pending) {
        return pending.cause() == Cause.REPLACED
                ? locks.withDocument(pending.connection(), stored -> droppedIfStill(pending, stored))
                : locks.withAny(pending.connection(), () -> Uni.createFrom().item(false));
    }

    private Uni<Boolean> droppedIfStill(PendingRevocation pending, Optional<Stored> stored) {
        return stored.filter(live -> pending.isOfSameAuthorizationAs(live.document()))
                .map(live ->
                        Panache.withTransaction(() -> rows.erase(pending.id())).replaceWith(true))
                .orElseGet(() -> Uni.createFrom().item(false));
    }

    private boolean isTriedLongEnough(PendingRevocation pending) {
        return config.isTriedLongEnough(pending.keptAt(), clock.instant());
    }

    private Uni<Revocation> revoked(PendingRevocation pending) {
        return forcedAccount(pending)
                .chain(forced -> pendingRevocations
                        .open(pending)
                        .chain(document -> revokeCredential.of(
                                document,
                                forced.isPresent() && forced.equals(document.accountId()),
                                pending.refusals(),
                                renewed -> pendingRevocations.renew(pending, renewed))))
                .onFailure(failure -> isTriedLongEnough(pending))
                .recoverWithItem(RevocationSettings::givenUp);
    }

    /** A forced deletion revokes only grants of the account on record. */
    private Uni<Optional<String>> forcedAccount(PendingRevocation pending) {
        return Panache.withSession(() -> credentials.find(pending.connection().connectionId()))
                .map(found -> pending.forcedAccountId()
                        .or(() -> found.filter(RevokePending::isForced).flatMap(CredentialState::accountId)));
    }

    private static boolean isForced(CredentialState state) {
        return state.deletion().filter(Deletion::revocationForced).isPresent();
    }

    private Uni<Void> record(PendingRevocation pending, Revocation revocation) {
        Log.infof(
                "credential revoked connection=%s cause=%s revokedAtProvider=%s reason=%s correlation=%s",
                pending.connection().connectionId(),
                pending.cause().code(),
                revocation.revokedAtProvider().code(),
                revocation.reason(),
                Correlation.text());
        var fact = new CredentialForgotten(
                Ids.named(pending.connection().connectionId(), "forgotten", pending.id()),
                pending.connection().connectionId(),
                pending.connection().tenant(),
                clock.instant(),
                pending.authorizationId(),
                pending.cause().code(),
                revocation);
        return Panache.withTransaction(() -> rows.erase(pending.id()).chain(() -> facts.publish(fact)));
    }
}
