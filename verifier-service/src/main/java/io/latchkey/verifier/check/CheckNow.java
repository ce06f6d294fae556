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
import java.util.function.Function;

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
        var unawaited = attempt("note", verdict, this::note)
                .chain(() -> attempt("tell", verdict, this::tell))
                .subscribe()
                .asCompletionStage();
    }

    private Uni<Void> note(Verdict verdict) {
        var fact = verdict.fact();
        return schedule.checked(fact.connectionId(), fact.generation(), fact.outcome());
    }

    private Uni<Void> tell(Verdict verdict) {
        return verdict.isSeen() ? facts.tell(verdict.fact()) : Uni.createFrom().voidItem();
    }

    private static Uni<Void> attempt(String step, Verdict verdict, Function<Verdict, Uni<Void>> work) {
        return work.apply(verdict)
                .onFailure()
                .invoke(failure -> Log.warnf(
                        "verdict answered, the rest failed step=%s connection=%s fact=%s cause=%s",
                        step, verdict.fact().connectionId(), verdict.fact().factId(), failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
