package io.latchkey.verifier.check;

import io.latchkey.edge.time.Ids;
import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.probe.Probes;
import io.latchkey.verifier.timetable.CheckSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Looks at a connection once and says what that means. */
@ApplicationScoped
public class Checker {
    private final Probes probes;
    private final CheckSettings settings;
    private final Clock clock;
    private final Ids ids;
    private final MeterRegistry meters;

    Checker(Probes probes, CheckSettings settings, Clock clock, Ids ids, MeterRegistry meters) {
        this.probes = probes;
        this.settings = settings;
        this.clock = clock;
        this.ids = ids;
        this.meters = meters;
    }

    public Uni<Verdict> check(Grant grant) {
        return probes.probe(grant, settings.limit())
                .map(answer -> new Snapshot(grant, answer, clock.instant()))
                .map(snapshot -> Verdict.of(ids.next(), snapshot, Checks.judge(snapshot)))
                .invoke(this::count);
    }

    private void count(Verdict verdict) {
        meters.counter("latchkey.checks", "outcome", verdict.fact().outcome().code())
                .increment();
    }
}
