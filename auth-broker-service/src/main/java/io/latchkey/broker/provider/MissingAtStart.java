package io.latchkey.broker.provider;

import io.latchkey.broker.catalog.CurrentCatalog;
import io.latchkey.broker.credential.ConnectedProviders;
import io.latchkey.work.Detached;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Logs at startup how many connections have a provider that the catalog lacks, before their users notice. The service
 * starts meanwhile, also without the database.
 */
@ApplicationScoped
class MissingAtStart {
    private final CurrentCatalog catalog;
    private final ConnectedProviders connected;
    private final Detached detached;

    MissingAtStart(CurrentCatalog catalog, ConnectedProviders connected, Detached detached) {
        this.catalog = catalog;
        this.connected = connected;
        this.detached = detached;
    }

    void begin(@Observes StartupEvent event) {
        var unawaited = detached.start(this::report);
    }

    Uni<Void> report() {
        return Panache.withSession(() -> connected.countOutside(catalog.get().ids()))
                .invoke(missing -> {
                    if (!missing.isEmpty()) {
                        Log.warnf(
                                "providers not in the catalog, their credentials cannot be refreshed, checked or revoked"
                                        + " connections=%s",
                                missing);
                    }
                })
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> Log.debugf(failure, "connections of missing providers not counted"))
                .onFailure()
                .recoverWithNull();
    }
}
