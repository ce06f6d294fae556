package io.latchkey.verifier;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.latchkey.contracts.Topics;
import io.latchkey.contracts.check.Outcome;
import io.latchkey.events.intake.FeedPositions;
import io.latchkey.verifier.check.Checker;
import io.latchkey.verifier.fact.Facts;
import io.latchkey.verifier.notice.Notice;
import io.latchkey.verifier.schedule.Claim;
import io.latchkey.verifier.schedule.Schedule;
import io.latchkey.verifier.schedule.Settlement;
import io.latchkey.verifier.timetable.CheckSettings;
import io.latchkey.verifier.timetable.Timetable;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What falls due is claimed, told or looked at, and settled.
 *
 * <ol>
 *   <li>Only rows of partitions that this replica has read to their end are claimed.
 *   <li>A claim is settled only after Kafka has every fact of it. What fails is left alone: the lease runs out, and
 *       somebody does it again, under the same ids where a fact comes from a clock.
 *   <li>After a claim that could not be settled, rows are tried one at a time until one can: no provider is asked for
 *       answers that cannot be told.
 * </ol>
 */
@ApplicationScoped
class Rounds {
    /** More than a check may take. */
    private static final Duration STOP_WAITS = Duration.ofSeconds(25);

    private final FeedPositions positions;
    private final Schedule schedule;
    private final Timetable timetable;
    private final CheckSettings settings;
    private final Checker checker;
    private final Facts facts;
    private final Clock clock;
    private final Scheduler scheduler;

    private volatile boolean isTroubled;
    private volatile boolean isStopping;
    private volatile CompletableFuture<Void> present = CompletableFuture.completedFuture(null);

    Rounds(
            FeedPositions positions,
            Schedule schedule,
            Timetable timetable,
            CheckSettings settings,
            Checker checker,
            Facts facts,
            Clock clock,
            Scheduler scheduler) {
        this.positions = positions;
        this.schedule = schedule;
        this.timetable = timetable;
        this.settings = settings;
        this.checker = checker;
        this.facts = facts;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    @Scheduled(identity = "rounds", every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> whileAnythingIsDue() {
        var ended = new CompletableFuture<Void>();
        present = ended;
        return Multi.createBy()
                .repeating()
                .uni(this::round)
                .whilst(claimed -> claimed == settings.batch() && !isStopping)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> Log.warnf("round broken off, the next begins anew cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .onTermination()
                .invoke(() -> ended.complete(null));
    }

    /** Claims nothing more, and lets what is claimed be told and settled. */
    void stop(@Observes ShutdownEvent event) {
        isStopping = true;
        scheduler.pause();
        present.completeOnTimeout(null, STOP_WAITS.toMillis(), MILLISECONDS).join();
    }

    private Uni<Integer> round() {
        var partitions = positions.caughtUp(Topics.CONNECTIONS);
        if (partitions.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        return schedule.claim(partitions, isTroubled ? 1 : settings.batch(), settings.lease())
                .call(this::attendAll)
                .map(List::size);
    }

    private Uni<Void> attendAll(List<Claim> claims) {
        return Multi.createFrom()
                .iterable(claims)
                .onItem()
                .transformToUni(claim -> isolated(claim, attend(claim)))
                .merge(Math.max(1, claims.size()))
                .onItem()
                .transformToUniAndConcatenate(done -> isolated(done.claim(), settle(done)))
                .onItem()
                .ignoreAsUni();
    }

    private <T> Uni<T> isolated(Claim claim, Uni<T> work) {
        return work.onFailure()
                .invoke(failure -> {
                    isTroubled = true;
                    Log.warnf(
                            failure,
                            "claim given up connection=%s",
                            claim.grant().connectionId());
                })
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Settlement> attend(Claim claim) {
        var now = clock.instant();
        if (claim.grant().endedBy(now)) {
            return facts.tellEnd(claim.grant(), now).replaceWith(Settlement.ended(claim));
        }
        var notice = timetable.notices().due(claim.grant(), claim.toldLead(), now);
        return tell(claim, notice, now)
                .chain(() ->
                        claim.isCheckDue(now) ? check(claim) : Uni.createFrom().nullItem())
                .map(outcome -> new Settlement(claim, notice.map(Notice::lead).orElse(null), false, outcome));
    }

    private Uni<Void> tell(Claim claim, Optional<Notice> notice, Instant now) {
        return notice.map(due -> facts.tellNotice(claim.grant(), due, now))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Outcome> check(Claim claim) {
        return checker.check(claim.grant())
                .call(verdict -> verdict.isSeen()
                        ? facts.tell(verdict.fact())
                        : Uni.createFrom().voidItem())
                .map(verdict -> verdict.fact().outcome());
    }

    private Uni<Void> settle(Settlement settlement) {
        return schedule.settle(settlement).invoke(() -> isTroubled = false);
    }
}
