package io.latchkey.broker.provider;

import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.read.CatalogException;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.eclipse.microprofile.config.Config;

/** Reads the catalog once, at start. */
final class CatalogProducer {
    @Produces
    @Singleton
    @Startup
    Catalog catalog(Config settings) {
        try {
            return CatalogFiles.read(settings);
        } catch (CatalogException e) {
            throw new ConfigurationException(e.getMessage());
        } catch (IOException e) {
            throw new ConfigurationException("the catalog can't be read: " + e);
        }
    }
}
