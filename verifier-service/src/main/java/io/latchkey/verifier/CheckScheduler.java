package io.latchkey.verifier;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.latchkey.bootstrap.settings.CleanStop;
import io.latchkey.contracts.Topics;
import io.latchkey.events.position.FeedPositions;
import io.latchkey.verifier.check.RunCheck;
import io.latchkey.verifier.fact.CheckFacts;
import io.latchkey.verifier.schedule.Claim;
import io.latchkey.verifier.schedule.Places;
import io.latchkey.verifier.schedule.Schedule;
import io.latchkey.verifier.schedule.Settlement;
import io.latchkey.verifier.timetable.CheckSettings;
import io.latchkey.verifier.timetable.Timetable;
import io.latchkey.verifier.work.Lane;
import io.latchkey.work.Detached;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Claims due rows, checks their connections or publishes their facts, and settles the claims.
 *
 * <ol>
 *   <li>Only rows of partitions that this replica has read to the end are claimed.
 *   <li>Notices and ends have a separate lane: they need no provider and never wait for one.
 *   <li>A claim is settled only after Kafka has acknowledged all its facts. After a failure, the claim remains until
 *       its lease expires. Then a replica claims the row again and repeats the work; facts from a clock get the same
 *       ids again.
 * </ol>
 */
@ApplicationScoped
class CheckScheduler {
    /** Longer than a check may take. */
    private static final Duration STOP_WAITS = CleanStop.OWN_WORK;

    private final FeedPositions positions;
    private final Schedule schedule;
    private final Timetable timetable;
    private final CheckSettings settings;
    private final RunCheck runCheck;
    private final CheckFacts facts;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Lane clockFacts;
    private final Lane checks;

    CheckScheduler(
            FeedPositions positions,
            Schedule schedule,
            Timetable timetable,
            CheckSettings settings,
            RunCheck runCheck,
            CheckFacts facts,
            Clock clock,
            Scheduler scheduler,
            Detached detached) {
        this.positions = positions;
        this.schedule = schedule;
        this.timetable = timetable;
        this.settings = settings;
        this.runCheck = runCheck;
        this.facts = facts;
        this.clock = clock;
        this.scheduler = scheduler;
        var noticePlaces = settings.noticePlaces();
        clockFacts = new Lane("clock", noticePlaces, noticePlaces, detached, this::claimClock, this::publish);
        checks = new Lane(
                "checks", settings.places(), settings.placesPerProvider(), detached, this::claimChecks, this::check);
    }

    @Scheduled(identity = "rounds", every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void whateverIsDue() {
        clockFacts.fill();
        checks.fill();
    }

    /** Stops claiming, and waits until the claimed rows are published and settled. */
    void stop(@Observes ShutdownEvent event) {
        scheduler.pause();
        CompletableFuture.allOf(clockFacts.stop(), checks.stop())
                .completeOnTimeout(null, STOP_WAITS.toMillis(), MILLISECONDS)
                .join();
    }

    private Uni<List<Claim>> claimClock(Places places) {
        return schedule.claimClock(positions.caughtUp(Topics.CONNECTIONS), places.free());
    }

    private Uni<List<Claim>> claimChecks(Places places) {
        return schedule.claimChecks(positions.caughtUp(Topics.CONNECTIONS), places);
    }

    private Uni<Void> publish(Claim claim) {
        var now = clock.instant();
        if (claim.grant().endedBy(now)) {
            return facts.publishEnd(claim.grant(), now).chain(() -> schedule.settle(Settlement.ended(claim)));
        }
        return timetable
                .notices()
                .due(claim.grant(), claim.sentLead(), now)
                .map(notice -> facts.publishNotice(claim.grant(), notice, now)
                        .chain(() -> schedule.settle(Settlement.noticed(claim, notice.lead()))))
                .orElseGet(() -> schedule.settle(Settlement.none(claim)));
    }

    private Uni<Void> check(Claim claim) {
        return runCheck.check(claim.grant(), claim.suspicion(), settings.limit())
                .call(verdict -> verdict.isSeen()
                        ? facts.publish(verdict.fact())
                        : Uni.createFrom().voidItem())
                .chain(verdict -> schedule.settle(Settlement.checked(claim, verdict.fact())));
    }
}
