package io.latchkey.verifier.check;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.verifier.check.rule.CheckRules;
import io.latchkey.verifier.check.rule.Snapshot;
import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.probe.Answer;
import io.latchkey.verifier.probe.Answer.Probed;
import io.latchkey.verifier.probe.Answer.Unreachable;
import io.latchkey.verifier.probe.Probes;
import io.latchkey.verifier.schedule.Schedule;
import io.latchkey.verifier.suspicion.Suspicion;
import io.latchkey.verifier.timetable.Timetable;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Checks a connection once and determines the verdict.
 *
 * <p>The end of a grant can move while the broker asks its provider. Before an end counts as passed, the row is read
 * again. The verdict names the end, which fences it.
 */
@ApplicationScoped
public class RunCheck {
    private final Probes probes;
    private final Schedule schedule;
    private final Timetable timetable;
    private final Clock clock;
    private final Ids ids;
    private final MeterRegistry meters;

    RunCheck(Probes probes, Schedule schedule, Timetable timetable, Clock clock, Ids ids, MeterRegistry meters) {
        this.probes = probes;
        this.schedule = schedule;
        this.timetable = timetable;
        this.clock = clock;
        this.ids = ids;
        this.meters = meters;
    }

    /**
     * @param suspicion what earlier checks of the grant found
     * @param limit how long to wait for the broker
     */
    public Uni<Verdict> check(Grant grant, Suspicion suspicion, Duration limit) {
        return probes.probe(grant, limit).chain(answer -> {
            var now = clock.instant();
            return isRefusalConfirmed(grant, suspicion, answer, now)
                    .chain(confirmed -> verdict(grant, answer, confirmed, now));
        });
    }

    /** The verdict if another check of the connection has not ended in time. */
    Uni<Verdict> unfinished(Grant grant) {
        return verdict(grant, new Unreachable("check_timeout"), false, clock.instant());
    }

    private Uni<Boolean> isRefusalConfirmed(Grant grant, Suspicion earlier, Answer answer, Instant now) {
        if (!(answer instanceof Probed reported)
                || reported.result().outcome() != Outcome.SUSPECT
                || reported.result().generation() != grant.generation()) {
            return Uni.createFrom().item(false);
        }
        var suspicions = timetable.suspicions();
        var suspicion = earlier.after(Outcome.SUSPECT, now);
        if (!suspicions.isEnough(suspicion, now) || suspicions.outlastsIncidents(suspicion, now)) {
            return Uni.createFrom().item(suspicions.isEnough(suspicion, now));
        }
        return schedule.isIncidentOpen(grant, Objects.requireNonNull(suspicion.since()))
                .map(isOpen -> !isOpen);
    }

    private Uni<Verdict> verdict(Grant checked, Answer answer, boolean isRefusalConfirmed, Instant now) {
        var grant = checked.endedBy(now)
                ? schedule.current(checked)
                : Uni.createFrom().item(checked);
        return grant.map(current -> verdict(new Snapshot(current, answer, isRefusalConfirmed, now)));
    }

    private Verdict verdict(Snapshot snapshot) {
        var verdict = Verdict.of(ids.next(), snapshot, CheckRules.judge(snapshot));
        meters.counter("latchkey.checks", "outcome", verdict.fact().outcome().code())
                .increment();
        return verdict;
    }
}
