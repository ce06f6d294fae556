package io.latchkey.broker.consent.device;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.KeptSecrets;
import io.latchkey.broker.consent.PollSchedule;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.consent.callback.SettleFlow;
import io.latchkey.broker.consent.client.ClientRefusals;
import io.latchkey.broker.consent.client.ClientRefused;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Begun.Kept;
import io.latchkey.broker.method.Polling.Polled;
import io.latchkey.broker.upstream.failure.CatalogFault;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.contracts.connection.Outcome;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Polls the provider once for the result of a flow (RFC 8628, section 3.5).
 *
 * <ol>
 *   <li>Tokens pass the same checks as those of a callback ({@link SettleFlow}). They are queued for revocation if the
 *       person has started a new flow, or the connection was deleted.
 *   <li>{@code expired_token} ends the flow: the person can get another code with the same link. Every other error ends
 *       the authorization.
 *   <li>If the provider refuses the client that the user entered, the user enters another one.
 *   <li>A provider that does not respond is polled again, ever more rarely, until the code expires.
 * </ol>
 */
@ApplicationScoped
class PollProvider {
    private final Authorizations authorizations;
    private final KeptSecrets secrets;
    private final SettleFlow settle;
    private final ClientRefusals clientRefusals;
    private final Clock clock;

    PollProvider(
            Authorizations authorizations,
            KeptSecrets secrets,
            SettleFlow settle,
            ClientRefusals clientRefusals,
            Clock clock) {
        this.authorizations = authorizations;
        this.secrets = secrets;
        this.settle = settle;
        this.clientRefusals = clientRefusals;
        this.clock = clock;
    }

    /** Fails if a server other than the provider does not respond; nothing has changed then. */
    Uni<Void> poll(Authorization due) {
        return due.flow().expiredAt(clock.instant())
                ? end(due)
                : secrets.open(due).chain(kept -> {
                    var method = settle.methodOf(due);
                    return method.polling()
                            .orElseThrow(() -> new RejectedException(Rejection.UNKNOWN_STATE))
                            .poll(kept, due.request().permissions())
                            .onItemOrFailure()
                            .transformToUni((polled, failure) -> failure == null
                                    ? answered(due, method, polled, kept)
                                    : failed(due, method, failure, kept));
                });
    }

    private Uni<Void> answered(Authorization due, AuthMethod method, Polled polled, Kept kept) {
        var schedule = due.flow().requireSchedule();
        return switch (polled.verdict()) {
            case GRANTED -> settled(due, () -> settle.consented(due, method, polled.requireObtained(), kept));
            case PENDING -> again(due, schedule.pending(), null);
            case SLOW_DOWN -> again(due, schedule.slowedDown(), null);
            case DENIED -> rejected(due, Rejection.ACCESS_DENIED);
            case EXPIRED -> end(due);
        };
    }

    private Uni<Void> failed(Authorization due, AuthMethod method, Throwable thrown, Kept kept) {
        if (!(thrown instanceof ProviderException refused)) {
            return Uni.createFrom().failure(thrown);
        }
        var failure = refused.failure();
        Log.infof(
                "poll failed provider=%s outcome=%s detail=%s",
                method.provider().id(), failure.outcome().code(), failure.detail());
        if (kept.ownClient() != null && failure.refusesOwnClient()) {
            return clientRefusals
                    .count(due, new ClientRefused(failure.detail()))
                    .replaceWithVoid();
        }
        if (isPassing(failure)) {
            return again(due, due.flow().requireSchedule().failed(), failure.retryAfter());
        }
        return rejected(
                due,
                CatalogFault.ADDRESS_NOT_ALLOWED.is(failure)
                        ? Rejection.PROVIDER_NOT_CALLED
                        : Rejection.EXCHANGE_FAILED);
    }

    private static boolean isPassing(Failure failure) {
        return failure.outcome() == Outcome.TRANSIENT || failure.outcome() == Outcome.THROTTLED;
    }

    private Uni<Void> again(Authorization due, PollSchedule schedule, @Nullable Duration requested) {
        var next = clock.instant().plus(schedule.pause(requested));
        return Panache.withTransaction(() -> authorizations.pollAgain(due.id(), due.flow(), schedule, next));
    }

    private Uni<Void> end(Authorization due) {
        return Panache.withTransaction(() -> authorizations.endPolls(due.id(), due.flow(), clock.instant()));
    }

    private Uni<Void> rejected(Authorization due, Rejection why) {
        return settled(due, () -> Uni.createFrom().failure(() -> new RejectedException(why)));
    }

    private Uni<Void> settled(Authorization due, Supplier<Uni<Void>> work) {
        return Panache.withTransaction(() -> authorizations.answer(due.id(), due.flow(), clock.instant()))
                .chain(() -> settle.settled(due, work))
                .replaceWithVoid();
    }
}
