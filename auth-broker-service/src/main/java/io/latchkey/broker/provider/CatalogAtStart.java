package io.latchkey.broker.provider;

import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.read.CatalogException;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Reads the catalog once: a service that starts after the startup check uses the catalog that the check has read. */
public final class CatalogAtStart {
    private static final AtomicReference<@Nullable Catalog> CHECKED = new AtomicReference<>();

    private CatalogAtStart() {}

    /** The faults in the catalog, one line for each. Needs only the settings of the service. */
    public static List<String> faults(Config settings) {
        try {
            CHECKED.set(CatalogFiles.read(settings));
            return List.of();
        } catch (CatalogException e) {
            return e.faults().stream().map(Object::toString).toList();
        } catch (IOException e) {
            return List.of(CatalogFiles.DIRECTORY + " can't be read: " + e);
        }
    }

    /** Produces the catalog. A service that starts without the check, for example in a test, reads it here. */
    @Produces
    @Singleton
    @Startup
    static Catalog catalog(Config settings) {
        var checked = CHECKED.getAndSet(null);
        return checked == null ? read(settings) : checked;
    }

    private static Catalog read(Config settings) {
        try {
            return CatalogFiles.read(settings);
        } catch (CatalogException e) {
            throw new ConfigurationException(e.getMessage());
        } catch (IOException e) {
            throw new ConfigurationException("the catalog can't be read: " + e);
        }
    }
}
