package io.latchkey.broker.provider;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * Reads the catalogue at start; a fault in any file ends the start with one line that names it. An entry that ships with
 * the service is left out where the settings it needs are not made.
 */
final class CatalogProducer {
    private static final String INDEX = "catalog/index";

    @Produces
    @Singleton
    @Startup
    Catalog catalog(CatalogConfig config, Config settings) {
        var parser = new CatalogParser(
                name -> settings.getOptionalValue(name, String.class),
                config.plainHttpHosts().orElse(Set.of()));
        try {
            var providers = new ArrayList<Provider>();
            for (var file : resource(INDEX).lines().toList()) {
                var text = resource("catalog/" + file);
                if (parser.isConfigured(text)) {
                    providers.add(parser.parse(file, text));
                }
            }
            for (var file : config.directory().map(CatalogProducer::files).orElse(List.of())) {
                providers.add(parser.parse(file.toString(), Files.readString(file)));
            }
            return new Catalog(providers);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("The catalogue can't be read: " + e.getMessage());
        } catch (IOException e) {
            throw new ConfigurationException("The catalogue can't be read: " + e);
        }
    }

    private static String resource(String name) throws IOException {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<Path> files(Path directory) {
        try (var entries = Files.list(directory)) {
            return entries.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(directory + " is no readable directory", e);
        }
    }
}
