package io.latchkey.broker.catalog;

import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.Suggestions;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.NotFound;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The catalog that this replica uses now. It changes when an operator changes a file. */
@Singleton
@Startup
public class CurrentCatalog {
    private volatile LoadedCatalog loaded = LoadedCatalog.NONE;

    CurrentCatalog(Config settings, MeterRegistry metrics) {
        var unusedFaults = metrics.gauge("latchkey.catalog.faults", this, current -> current.loaded
                .faults()
                .size());
        var unusedSuspended = metrics.gauge("latchkey.catalog.suspended", this, current -> current.loaded
                .suspended()
                .size());
        become(CatalogAtStart.loaded(settings));
    }

    /** Does not change: to use two providers together, or one twice, get it once. */
    public Catalog get() {
        return loaded.catalog();
    }

    public Optional<Provider> find(String id) {
        return get().find(id);
    }

    /** Whether the provider cannot be used because its entry has faults. */
    public boolean isSuspended(String id) {
        return loaded.isSuspended(id);
    }

    /** Fails if the provider is unknown or suspended. */
    public Provider require(String id) {
        return find(id).orElseThrow(() -> {
            if (isSuspended(id)) {
                return suspended(id);
            }
            return new NotFound("provider", remedy(id));
        });
    }

    /** What a caller who named the unknown provider {@code id} can do. */
    public String remedy(String id) {
        return Suggestions.remedy(id, get().ids()) + " GET /v1/providers?q= searches the catalog.";
    }

    /** The provider is suspended, so nobody can connect it. */
    public static Conflict suspended(String id) {
        return new Conflict(
                "provider-suspended",
                "The catalog entry of provider " + id + " has errors.",
                "Ask the operator to correct it. GET /v1/providers lists the errors for the role providers:admin.");
    }

    /** With the entries that have faults. */
    public LoadedCatalog loaded() {
        return loaded;
    }

    /** Replaces the catalog for whatever begins afterwards, and logs each fault that the previous one did not have. */
    void become(LoadedCatalog next) {
        var previous = loaded;
        loaded = next;
        next.faults().stream()
                .filter(fault -> !previous.faults().contains(fault))
                .forEach(fault -> Log.errorf("error in the catalog %s", fault));
        var changed = next.changedSince(previous);
        if (!changed.isEmpty() || !next.suspended().equals(previous.suspended())) {
            Log.infof(
                    "catalog loaded providers=%d changed=%d suspended=%s",
                    next.catalog().all().size(), changed.size(), next.suspended());
        }
    }
}
