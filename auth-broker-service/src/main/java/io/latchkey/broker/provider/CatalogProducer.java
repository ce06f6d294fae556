package io.latchkey.broker.provider;

import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.read.CatalogException;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the catalog once, at start. */
final class CatalogProducer {
    @Produces
    @Singleton
    @Startup
    Catalog catalog(CatalogConfig config) {
        try {
            return CatalogFiles.read(
                    config.directory(),
                    name -> variable(config.variables(), name),
                    config.plainHttpHosts().orElse(Set.of()));
        } catch (CatalogException e) {
            throw new ConfigurationException(e.getMessage());
        } catch (IOException e) {
            throw new ConfigurationException("the catalog can't be read: " + e);
        }
    }

    /** In a map of settings an environment variable cannot express a dash: its key has a dot there. */
    static Optional<String> variable(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name))
                .or(() -> Optional.ofNullable(variables.get(name.replace('-', '.'))));
    }
}
