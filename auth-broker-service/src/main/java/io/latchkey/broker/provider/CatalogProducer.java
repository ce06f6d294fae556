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
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the catalogue at start; a fault in any file ends the start with one line that names it. */
final class CatalogProducer {
    private static final String INDEX = "catalog/index";

    @Produces
    @Singleton
    @Startup
    Catalog catalog(CatalogConfig config) {
        var parser = new CatalogParser(name -> ConfigProvider.getConfig().getOptionalValue(name, String.class));
        try {
            var providers = new ArrayList<Provider>();
            for (var file : resource(INDEX).lines().toList()) {
                providers.add(parser.parse(file, resource("catalog/" + file)));
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
