package io.latchkey.broker.sweep;

import io.latchkey.broker.catalog.CurrentCatalog;
import io.latchkey.work.Detached;
import io.latchkey.work.sweep.DueRows;
import io.latchkey.work.sweep.DueWork;
import io.latchkey.work.sweep.Sweep;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Creates the sweeps of this replica. */
@ApplicationScoped
public class Sweeps {
    private final SweepSettings config;
    private final CurrentCatalog catalog;
    private final Detached detached;
    private final Clock clock;

    Sweeps(SweepSettings config, CurrentCatalog catalog, Detached detached, Clock clock) {
        this.config = config;
        this.catalog = catalog;
        this.detached = detached;
        this.clock = clock;
    }

    /**
     * Creates a sweep over {@code rows}. Any replica processes a row without a provider.
     *
     * @param what name of the work, for the log
     * @param claim time after which a claimed row is due again, in case this replica crashes
     * @param postpone called if {@code carryOut} fails
     */
    public <E> Sweep<E> of(
            String what,
            DueRows<E> rows,
            Duration claim,
            Function<E, Uni<Void>> carryOut,
            BiFunction<E, Throwable, Uni<Void>> postpone) {
        return new Sweep<>(
                what,
                rows,
                claim,
                carryOut,
                postpone,
                new DueWork(what, config.places(), config.placesPerProvider(), detached),
                provider -> provider.isEmpty() || catalog.find(provider).isPresent(),
                detached,
                clock);
    }
}
