package io.latchkey.verifier.check;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.verifier.fact.Facts;
import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.schedule.Schedule;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A check that somebody waits for. Several callers at once share one look, which goes on if one of them hangs up. They
 * get the verdict first; then it is told and noted, as far as that is possible.
 */
@ApplicationScoped
class CheckNow {
    private record Look(UUID connectionId, String tenant, int generation) {
        static Look at(Grant grant) {
            return new Look(grant.connectionId(), grant.tenant(), grant.generation());
        }
    }

    private final Schedule schedule;
    private final Checker checker;
    private final Facts facts;
    private final ConcurrentMap<Look, Uni<Verdict>> running = new ConcurrentHashMap<>();

    CheckNow(Schedule schedule, Checker checker, Facts facts) {
        this.schedule = schedule;
        this.checker = checker;
        this.facts = facts;
    }

    Uni<CheckCompleted> check(ConnectionView view, long sequence) {
        return schedule.sight(view, sequence).chain(this::look).map(Verdict::fact);
    }

    private Uni<Verdict> look(Grant grant) {
        return running.computeIfAbsent(Look.at(grant), look -> checker.check(grant)
                .onTermination()
                .invoke(() -> running.remove(look))
                .invoke(this::afterwards)
                .memoize()
                .indefinitely());
    }

    private void afterwards(Verdict verdict) {
        var fact = verdict.fact();
        var told = verdict.isSeen() ? facts.tell(fact) : Uni.createFrom().voidItem();
        told.onFailure()
                .invoke(failure -> Log.warnf(
                        "verdict not told connection=%s fact=%s cause=%s",
                        fact.connectionId(), fact.factId(), failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .chain(() -> schedule.checked(fact.connectionId(), fact.generation(), fact.outcome()))
                .subscribe()
                .with(
                        noted -> {},
                        failure -> Log.warnf(
                                "verdict not noted connection=%s fact=%s cause=%s",
                                fact.connectionId(), fact.factId(), failure.getMessage()));
    }
}
