package io.latchkey.broker.origin.confirmation;

import io.latchkey.broker.catalog.CurrentCatalog;
import io.latchkey.broker.origin.Origins;
import io.latchkey.broker.origin.confirmation.OriginConfirmationResource.OriginView;
import io.latchkey.broker.refresh.ClientTroubles;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.Explanation;
import io.latchkey.work.failure.Invalid;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Lets an operator confirm that secrets may be sent to the provider's current origin in the catalog. Work that was
 * paused because of the move continues immediately.
 */
@ApplicationScoped
class ConfirmOrigin {
    private final CurrentCatalog catalog;
    private final Origins origins;
    private final ClientTroubles troubles;
    private final Clock clock;

    ConfirmOrigin(CurrentCatalog catalog, Origins origins, ClientTroubles troubles, Clock clock) {
        this.catalog = catalog;
        this.origins = origins;
        this.troubles = troubles;
        this.clock = clock;
    }

    /** @param method null for the provider's first method */
    Uni<OriginView> find(String provider, @Nullable String method) {
        var spec = spec(provider, method);
        var present = spec.origin();
        return Panache.withSession(
                () -> origins.isConfirmed(provider, present).chain(confirmed -> origins.moves(provider, present)
                        .map(moves -> new OriginView(spec.id(), present, confirmed, moves))));
    }

    Uni<OriginView> confirm(String provider, @Nullable String method, NamedOrigin named, String by) {
        var present = spec(provider, method).origin();
        if (!named.completeAs(present).equals(present)) {
            throw new Conflict(
                            "another-origin",
                            "The provider's origin in the catalog differs from the origin in the request.",
                            "Read the current origin with GET, check it, and confirm it.")
                    .with(Explanation.FIELD, "tokenEndpoint");
        }
        return Panache.withTransaction(() -> origins.confirm(provider, present, by, clock.instant()))
                .invoke(first -> {
                    if (first) {
                        Log.infof("origin confirmed provider=%s to=%s by=%s", provider, present.tokenEndpoint(), by);
                    }
                })
                .call(() -> troubles.originConfirmed(provider))
                .chain(() -> find(provider, method));
    }

    private AuthSpec spec(String id, @Nullable String method) {
        var provider = catalog.require(id);
        return method == null
                ? provider.methods().get(0)
                : provider.method(method)
                        .orElseThrow(() -> new Invalid(
                                "method",
                                provider.name() + " has no authentication method of that id.",
                                "Use one of: " + String.join(", ", provider.methodIds()) + "."));
    }
}
