package io.latchkey.verifier.check;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.verifier.fact.CheckFacts;
import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.schedule.Admission.Answered;
import io.latchkey.verifier.schedule.Admission.Busy;
import io.latchkey.verifier.schedule.Admission.Claimed;
import io.latchkey.verifier.schedule.Admission.Unscheduled;
import io.latchkey.verifier.schedule.Claim;
import io.latchkey.verifier.schedule.Schedule;
import io.latchkey.verifier.schedule.Settlement;
import io.latchkey.verifier.suspicion.Suspicion;
import io.latchkey.verifier.timetable.CheckSettings;
import io.latchkey.work.Detached;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A check that a caller waits for.
 *
 * <ol>
 *   <li>It claims the connection's row in the same way as a scheduled check, so only one check of a connection runs at
 *       a time across all replicas. A caller that finds the row claimed waits, and gets the result of that check. While
 *       the connection has no row yet, callers on one replica share a check.
 *   <li>The check continues if the caller disconnects.
 *   <li>The caller gets the verdict first; then the verdict is settled and published. If publishing to Kafka fails, the
 *       connection is checked again soon.
 * </ol>
 */
@ApplicationScoped
class OnDemandCheck {
    private static final Duration POLL = Duration.ofMillis(100);

    /**
     * Divisor for the part of the limit that must be left when a check begins. With less, the broker hardly has time to
     * respond.
     */
    private static final int LEAST_PART = 4;

    private final Schedule schedule;
    private final RunCheck runCheck;
    private final CheckFacts facts;
    private final Detached detached;
    private final Duration limit;
    private final Clock clock;
    private final ConcurrentMap<Grant, CompletableFuture<CheckCompleted>> unscheduled = new ConcurrentHashMap<>();

    OnDemandCheck(
            Schedule schedule,
            RunCheck runCheck,
            CheckFacts facts,
            Detached detached,
            CheckSettings settings,
            Clock clock) {
        this.schedule = schedule;
        this.runCheck = runCheck;
        this.facts = facts;
        this.detached = detached;
        this.limit = settings.limit();
        this.clock = clock;
    }

    Uni<CheckCompleted> check(ConnectionView view, long sequence) {
        return Uni.createFrom().deferred(() -> {
            var deadline = clock.instant().plus(limit);
            return Detached.join(detached.start(() -> check(view, sequence, null, deadline)));
        });
    }

    private Uni<CheckCompleted> check(ConnectionView view, long sequence, @Nullable UUID awaited, Instant deadline) {
        var latestClaim = deadline.minus(limit.dividedBy(LEAST_PART));
        return schedule.admit(view, sequence, awaited, latestClaim).chain(admission -> {
            if (admission instanceof Claimed claimed) {
                return checkClaimed(claimed.claim(), deadline);
            }
            if (admission instanceof Answered answered) {
                return Uni.createFrom().item(answered.check());
            }
            if (admission instanceof Busy busy) {
                return await(view, sequence, busy, deadline);
            }
            return admission instanceof Unscheduled unscheduled
                    ? checkUnscheduled(unscheduled.grant(), deadline)
                    : unfinished(view);
        });
    }

    private Uni<CheckCompleted> await(ConnectionView view, long sequence, Busy busy, Instant deadline) {
        return clock.instant().isBefore(deadline)
                ? Detached.pause(POLL).chain(() -> check(view, sequence, busy.owner(), deadline))
                : unfinished(view);
    }

    private Uni<CheckCompleted> unfinished(ConnectionView view) {
        return runCheck.unfinished(Grant.of(view)).map(Verdict::fact);
    }

    private Uni<CheckCompleted> checkClaimed(Claim claim, Instant deadline) {
        return runCheck.check(claim.grant(), claim.suspicion(), until(deadline))
                .onFailure()
                .call(() -> schedule.settle(Settlement.none(claim)))
                .invoke(verdict ->
                        afterwards(verdict, () -> settle(claim, verdict).chain(() -> publish(verdict))))
                .map(Verdict::fact);
    }

    /** If this fails, callers that wait for the result run another check when the lease has expired. */
    private Uni<Void> settle(Claim claim, Verdict verdict) {
        return schedule.settle(Settlement.checked(claim, verdict.fact()))
                .onFailure()
                .invoke(failure -> warn("settle", verdict, failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<CheckCompleted> checkUnscheduled(Grant grant, Instant deadline) {
        return Detached.join(unscheduled.computeIfAbsent(
                grant,
                added -> detached.start(() -> runCheck.check(grant, Suspicion.NONE, until(deadline))
                        .invoke(verdict -> afterwards(verdict, () -> publish(verdict)))
                        .map(Verdict::fact)
                        .eventually(() -> unscheduled.remove(grant)))));
    }

    /** The remaining time, but at least {@code POLL}, because a time-out must not be zero. */
    private Duration until(Instant deadline) {
        var left = Duration.between(clock.instant(), deadline);
        return left.compareTo(POLL) > 0 ? left : POLL;
    }

    /**
     * If publishing fails, only the next check finds the result again. That check therefore must not wait for the usual
     * interval.
     */
    private Uni<Void> publish(Verdict verdict) {
        return verdict.isSeen()
                ? facts.publish(verdict.fact())
                        .onFailure()
                        .call(() -> schedule.checkSoon(verdict.fact().connectionId()))
                : Uni.createFrom().voidItem();
    }

    private void afterwards(Verdict verdict, Supplier<Uni<Void>> work) {
        detached.start(work).whenComplete((done, failure) -> {
            if (failure != null) {
                warn("publish", verdict, failure);
            }
        });
    }

    private static void warn(String step, Verdict verdict, Throwable failure) {
        Log.warnf(
                "check result returned, but not recorded step=%s connection=%s fact=%s cause=%s",
                step, verdict.fact().connectionId(), verdict.fact().factId(), failure.toString());
    }
}
