package io.latchkey.verifier.check;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.verifier.fact.Facts;
import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.schedule.Admission;
import io.latchkey.verifier.schedule.Admission.Answered;
import io.latchkey.verifier.schedule.Admission.Busy;
import io.latchkey.verifier.schedule.Admission.Claimed;
import io.latchkey.verifier.schedule.Claim;
import io.latchkey.verifier.schedule.Schedule;
import io.latchkey.verifier.schedule.Settlement;
import io.latchkey.verifier.suspicion.Suspicion;
import io.latchkey.verifier.timetable.CheckSettings;
import io.latchkey.verifier.work.Detached;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A check that a caller waits for.
 *
 * <ol>
 *   <li>It claims the connection's row as a scheduled check does, so a connection is checked once at a time over all
 *       replicas. Anyone who finds the row claimed waits, and takes the result of that check.
 *   <li>It goes on if the caller hangs up.
 *   <li>The caller gets the verdict first; then it is settled and published, as far as that is possible.
 * </ol>
 */
@ApplicationScoped
class CheckNow {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Schedule schedule;
    private final Checker checker;
    private final Facts facts;
    private final Detached detached;
    private final Duration limit;

    CheckNow(Schedule schedule, Checker checker, Facts facts, Detached detached, CheckSettings settings) {
        this.schedule = schedule;
        this.checker = checker;
        this.facts = facts;
        this.detached = detached;
        this.limit = settings.limit();
    }

    Uni<CheckCompleted> check(ConnectionView view, long sequence) {
        return Uni.createFrom().deferred(() -> Detached.join(detached.start(() -> check(view, sequence, null, limit))));
    }

    private Uni<CheckCompleted> check(ConnectionView view, long sequence, @Nullable UUID awaited, Duration left) {
        return schedule.admit(view, sequence, awaited).chain(admission -> {
            if (admission instanceof Claimed claimed) {
                return checkClaimed(claimed.claim(), left);
            }
            if (admission instanceof Answered answered) {
                return Uni.createFrom().item(answered.check());
            }
            return admission instanceof Busy busy
                    ? await(view, sequence, busy, left)
                    : checkUnscheduled(((Admission.Unscheduled) admission).grant(), left);
        });
    }

    private Uni<CheckCompleted> await(ConnectionView view, long sequence, Busy busy, Duration left) {
        return left.isNegative() || left.isZero()
                ? Uni.createFrom().item(() -> checker.unfinished(Grant.of(view)).fact())
                : detached.pause(POLL).chain(() -> check(view, sequence, busy.owner(), left.minus(POLL)));
    }

    private Uni<CheckCompleted> checkClaimed(Claim claim, Duration left) {
        return checker.check(claim.grant(), claim.suspicion(), left)
                .onFailure()
                .call(() -> schedule.settle(Settlement.none(claim)))
                .invoke(verdict ->
                        afterwards(verdict, () -> settle(claim, verdict).chain(() -> publish(verdict))))
                .map(Verdict::fact);
    }

    /** If this fails, those who wait for the result make another check when the lease has run out. */
    private Uni<Void> settle(Claim claim, Verdict verdict) {
        return schedule.settle(Settlement.checked(claim, verdict.fact()))
                .onFailure()
                .invoke(failure -> warn("settle", verdict, failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<CheckCompleted> checkUnscheduled(Grant grant, Duration left) {
        return checker.check(grant, Suspicion.NONE, left)
                .invoke(verdict -> afterwards(verdict, () -> publish(verdict)))
                .map(Verdict::fact);
    }

    private Uni<Void> publish(Verdict verdict) {
        return verdict.isSeen() ? facts.tell(verdict.fact()) : Uni.createFrom().voidItem();
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
                "verdict answered, the rest failed step=%s connection=%s fact=%s cause=%s",
                step, verdict.fact().connectionId(), verdict.fact().factId(), failure.toString());
    }
}
