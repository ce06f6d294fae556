package io.latchkey.broker.origin;

import io.latchkey.broker.upstream.failure.CatalogFault;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.Origin;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Sends a secret only to the origin with which it was stored, unless an operator has confirmed the new one. A move is
 * an operator fault: it changes the state of no connection, and is logged once for all replicas.
 */
@ApplicationScoped
public class OriginGuard {
    private final Origins origins;
    private final MeterRegistry metrics;
    private final Clock clock;

    OriginGuard(Origins origins, MeterRegistry metrics, Clock clock) {
        this.origins = origins;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Fails with a {@link ProviderException} unless a secret that is bound to {@code known} may be sent to
     * {@code present}.
     *
     * @param present the origin of {@code provider} in the catalog
     * @param known null if the secret was stored without an origin
     */
    public Uni<Void> requireAllowed(String provider, Origin present, @Nullable Origin known) {
        if (known != null && known.covers(present)) {
            return Uni.createFrom().voidItem();
        }
        return Panache.withSession(() -> origins.isConfirmed(provider, present))
                .chain(confirmed -> confirmed ? Uni.createFrom().voidItem() : refuse(provider, known, present));
    }

    private Uni<Void> refuse(String provider, @Nullable Origin known, Origin present) {
        metrics.counter("latchkey.provider.origin.refusals", "provider", provider)
                .increment();
        return Panache.withTransaction(() -> origins.found(provider, known, present, clock.instant()))
                .invoke(first -> {
                    if (first) {
                        Log.errorf(
                                "provider's URLs changed in the catalog, no secret is sent until an operator confirms the origin"
                                        + " provider=%s from=%s to=%s",
                                provider, known == null ? "unknown" : known.tokenEndpoint(), present.tokenEndpoint());
                    }
                })
                .chain(() -> Uni.createFrom().failure(CatalogFault.ORIGIN_CHANGED.exception()));
    }
}
