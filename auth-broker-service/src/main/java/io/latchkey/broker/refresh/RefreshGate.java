package io.latchkey.broker.refresh;

import io.latchkey.broker.credential.CredentialRefusals;
import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.LockedCredential;
import io.latchkey.broker.credential.RefreshRecords;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.work.failure.DomainException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides, under the lease, whether a refresh may be sent now. It checks these rules in order:
 *
 * <ol>
 *   <li>A version that the provider has refused, or that has no refresh token, is never sent.
 *   <li>A valid credential is not renewed before the age at which its provider accepts that.
 *   <li>A refresh that may have spent the refresh token is repeated only within the provider's replay grace. The same
 *       applies to a refresh that a replica sent before it crashed. After the grace it is sent only once the access
 *       token has expired, because it can then do no harm, and never if the refresh token is assumed to be spent.
 *   <li>Nothing is sent during the pause of the connection.
 *   <li>Only a replay is sent during the pause of the client, because its grace ends sooner.
 *   <li>Callers force a refresh at most as often as configured. Only refreshes that are sent count
 *       ({@link #noteForced}).
 * </ol>
 */
@ApplicationScoped
class RefreshGate {
    private static final String NOT_YET = "not_renewable_yet";

    private final RefreshRecords records;
    private final ClientTroubles clients;
    private final RefuseCredential refuse;
    private final RememberFailure remember;
    private final Rotation rotation;
    private final AccessLife life;
    private final RefreshSettings config;
    private final Clock clock;

    RefreshGate(
            RefreshRecords records,
            ClientTroubles clients,
            RefuseCredential refuse,
            RememberFailure remember,
            Rotation rotation,
            AccessLife life,
            RefreshSettings config,
            Clock clock) {
        this.records = records;
        this.clients = clients;
        this.refuse = refuse;
        this.remember = remember;
        this.rotation = rotation;
        this.life = life;
        this.config = config;
        this.clock = clock;
    }

    /** Returns the failure for callers if the row alone shows that the provider must not be called. */
    Optional<ProviderException> blockFor(CredentialState state) {
        var now = clock.instant();
        var trouble = state.trouble();
        return state.refusal()
                .map(reason -> new Failure(Outcome.PERMANENT, reason, "refused_before", null, null))
                .or(() -> Optional.of(trouble)
                        .filter(known -> known.pausedAt(now) && !known.inDoubt())
                        .map(known -> known.remembered(now)))
                .map(ProviderException::new);
    }

    /**
     * Fails with a {@link ProviderException} if a call to the provider would be useless or harmful, and with a
     * {@link DomainException} for other reasons.
     */
    Uni<Void> pass(LockedCredential locked, Stored stored, boolean forced) {
        var block = blockFor(locked.state());
        if (block.isPresent()) {
            return Uni.createFrom().failure(block.get());
        }
        var material = stored.document().material();
        if (!material.renewable()) {
            return Uni.createFrom().failure(CredentialRefusals.notRefreshable(material));
        }
        var tooEarly = tooEarly(stored, forced);
        if (tooEarly.isPresent()) {
            return Uni.createFrom().failure(tooEarly.get());
        }
        return requireReplayable(locked, stored)
                .chain(() -> whileInDoubt(locked, stored))
                .chain(() -> whileClientPauses(locked, stored))
                .chain(() -> forced
                        ? requireForceable(locked.state())
                        : Uni.createFrom().voidItem());
    }

    /** Returns the failure for callers if the provider does not renew the credential yet, and it is still valid. */
    private Optional<RuntimeException> tooEarly(Stored stored, boolean forced) {
        var now = clock.instant();
        return rotation.renewableAt(stored.document())
                .filter(from -> from.isAfter(now) && !life.hasEnded(stored))
                .map(from -> Duration.between(now, from))
                .map(left -> forced
                        ? CredentialRefusals.notRenewableYet(left)
                        : new ProviderException(new Failure(Outcome.UNKNOWN, null, NOT_YET, null, left)));
    }

    /** Returns the permitted refresh of {@code stored}. */
    Attempt attempt(LockedCredential locked, Stored stored) {
        return Attempt.of(locked, stored, rotation.mayRotate(stored.document()), clock.instant());
    }

    private Uni<Void> whileClientPauses(LockedCredential locked, Stored stored) {
        return isReplay(locked, stored)
                ? Uni.createFrom().voidItem()
                : clients.requireNone(locked.state(), stored.document());
    }

    /**
     * Fails with a {@link ProviderException} if a replica that crashed sent this refresh so long ago that the provider
     * may treat another one as the theft of a spent token. The refresh is then in doubt.
     */
    Uni<Void> requireReplayable(LockedCredential locked, Stored stored) {
        var late = Attempt.unfinished(locked, stored)
                .filter(sent -> !rotation.isAcceptedAgain(stored.document(), sent.sentAt(), clock.instant())
                        && !life.hasEnded(stored));
        return late.map(sent -> remember.unfinished(locked, stored, sent.sentAt())
                        .invoke(locked.lease()::refreshEnded)
                        .chain(() -> refuse.inDoubt(locked, stored)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> whileInDoubt(LockedCredential locked, Stored stored) {
        var now = clock.instant();
        var trouble = locked.state().trouble();
        boolean harmful = trouble.spent() || !life.hasEnded(stored);
        if (trouble.tooLateAt(now) && rotation.mayRotate(stored.document()) && harmful) {
            return remember.waits(locked, stored).chain(() -> refuse.inDoubt(locked, stored));
        }
        return trouble.pausedAt(now)
                ? Uni.createFrom().failure(new ProviderException(trouble.remembered(now)))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> requireForceable(CredentialState state) {
        var now = clock.instant();
        var left = state.forcedAt()
                .map(last -> Duration.between(now, last.plus(config.forcedInterval())))
                .filter(wait -> !wait.isNegative() && !wait.isZero());
        return left.isPresent()
                ? Uni.createFrom().failure(CredentialRefusals.refreshedTooRecently(left.get()))
                : Uni.createFrom().voidItem();
    }

    /** Records that the refresh being sent is a forced one. */
    Uni<Void> noteForced(CredentialState state) {
        return Panache.withTransaction(() -> records.recordForced(state.connectionId(), clock.instant()));
    }

    /** Whether the provider may already have processed this refresh and still returns the same response. */
    boolean isReplay(LockedCredential locked, Stored stored) {
        var now = clock.instant();
        var state = locked.state();
        return rotation.mayRotate(stored.document())
                && state.refusal().isEmpty()
                && Attempt.unfinished(locked, stored)
                        .map(sent -> rotation.isAcceptedAgain(stored.document(), sent.sentAt(), now))
                        .orElseGet(() -> state.version() == stored.version()
                                && state.trouble().mayBeReplayedAt(now));
    }
}
