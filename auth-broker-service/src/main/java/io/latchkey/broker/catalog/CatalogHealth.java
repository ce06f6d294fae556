package io.latchkey.broker.catalog;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether the catalog is free of errors. It is a separate health group: the other providers can be used, so readiness
 * must not depend on it.
 */
@ApplicationScoped
@HealthGroup("catalog")
class CatalogHealth implements HealthCheck {
    private final CurrentCatalog catalog;

    CatalogHealth(CurrentCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public HealthCheckResponse call() {
        var loaded = catalog.loaded();
        return HealthCheckResponse.named("catalog")
                .status(loaded.faults().isEmpty())
                .withData("faults", loaded.faults().size())
                .withData("suspended", String.join(", ", loaded.suspended()))
                .build();
    }
}
