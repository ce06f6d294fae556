package io.latchkey.work.sweep;

import io.latchkey.work.Correlation;
import io.latchkey.work.Detached;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Claims due rows and processes them.
 *
 * <ol>
 *   <li>A claim moves the due time, so that replicas share the work and the rows of a crashed replica become due again.
 *   <li>No more is claimed than {@link DueWork} has places for, so that every claimed row is worked on at once.
 *   <li>A provider that may have more due is claimed for again when its work ends, without waiting for the next run.
 *   <li>Rows of a provider that this replica's catalog does not know are left to replicas that know it.
 * </ol>
 */
public final class Sweep<E> {
    private final String what;
    private final DueRows<E> rows;
    private final Duration claim;
    private final Function<E, Uni<Void>> carryOut;
    private final BiFunction<E, Throwable, Uni<Void>> postpone;

    private final DueWork work;
    private final Predicate<String> knownProvider;
    private final Detached detached;
    private final Clock clock;

    private final AtomicBoolean claiming = new AtomicBoolean();
    private final Set<String> moreDue = ConcurrentHashMap.newKeySet();

    private @Nullable Duration orphanedAfter;

    /**
     * @param what is done, for the log
     * @param claim after how long a claimed row is due again, in case this replica crashes
     * @param postpone follows where {@code carryOut} fails
     * @param knownProvider whether this replica can work on rows of a provider
     */
    public Sweep(
            String what,
            DueRows<E> rows,
            Duration claim,
            Function<E, Uni<Void>> carryOut,
            BiFunction<E, Throwable, Uni<Void>> postpone,
            DueWork work,
            Predicate<String> knownProvider,
            Detached detached,
            Clock clock) {
        this.what = what;
        this.rows = rows;
        this.claim = claim;
        this.carryOut = carryOut;
        this.postpone = postpone;
        this.work = work;
        this.knownProvider = knownProvider;
        this.detached = detached;
        this.clock = clock;
    }

    /** Lets rows of an unknown provider be worked on after all when no replica has touched them for so long. */
    public Sweep<E> takingOrphansAfter(Duration untouched) {
        orphanedAfter = untouched;
        return this;
    }

    /** Claims what is due and starts it. A run while another one claims does nothing. */
    public Uni<Void> run() {
        if (!claiming.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(() -> Panache.withTransaction(() -> claim(clock.instant())))
                .onTermination()
                .invoke(() -> claiming.set(false))
                .invoke(claimed -> claimed.forEach(this::start))
                .replaceWithVoid();
    }

    private Uni<List<E>> claim(Instant now) {
        var claimed = new ArrayList<E>();
        return claim(now, knownProvider, now, claimed)
                .chain(() -> orphanedAfter == null
                        ? Uni.createFrom().voidItem()
                        : claim(now.minus(orphanedAfter), knownProvider.negate(), now, claimed))
                .replaceWith(claimed);
    }

    private Uni<Void> claim(Instant dueBy, Predicate<String> which, Instant now, List<E> claimed) {
        return rows.providers(dueBy)
                .map(due -> work.places(due.stream().filter(which).toList()))
                .chain(places -> rows.claim(places, dueBy, now.plus(claim))
                        .invoke(found -> noteWhetherMoreIsDue(places, found))
                        .invoke(claimed::addAll))
                .replaceWithVoid();
    }

    private void noteWhetherMoreIsDue(Map<String, Integer> places, List<E> claimed) {
        var left = new HashMap<>(places);
        claimed.forEach(row -> left.merge(rows.provider(row), -1, Integer::sum));
        left.forEach((provider, free) -> {
            if (free == 0) {
                moreDue.add(provider);
            } else {
                moreDue.remove(provider);
            }
        });
    }

    private void start(E row) {
        work.start(rows.provider(row), () -> correlated(row), failure -> postpone.apply(row, failure))
                .thenRun(() -> runAgainIfMoreIsDue(rows.provider(row)));
    }

    private Uni<Void> correlated(E row) {
        Correlation.set(rows.correlation(row));
        return carryOut.apply(row);
    }

    private void runAgainIfMoreIsDue(String provider) {
        if (!detached.stopping() && work.isHalfFree(provider) && moreDue.remove(provider)) {
            detached.start(this::run).whenComplete((done, failure) -> {
                if (failure != null) {
                    Log.warnf("%s failed, the next run retries cause=%s", what, failure.getMessage());
                }
            });
        }
    }
}
