package io.latchkey.broker.provider;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.read.CatalogException;
import io.latchkey.catalog.read.CatalogFile;
import io.latchkey.catalog.read.CatalogReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Reads the catalog files: the built-in ones and those in the operator's directory. */
final class CatalogFiles {
    static final String DIRECTORY = "latchkey.catalog.directory";
    private static final String PLAIN_HOSTS = "latchkey.catalog.plain-http-hosts";
    private static final String VARIABLES = "latchkey.catalog.variables.";
    private static final String INDEX = "catalog/index";

    private CatalogFiles() {}

    /**
     * @param settings the settings of {@link CatalogSettings}, read by name, because a {@code Map} of settings loses
     *     the dash in a key that an environment variable sets
     */
    static Catalog read(Config settings) throws IOException, CatalogException {
        var directory = settings.getOptionalValue(DIRECTORY, Path.class);
        var plainHosts = settings.getOptionalValues(PLAIN_HOSTS, String.class).orElse(List.of());
        var reader = new CatalogReader(
                name -> variable(settings, name), host -> HttpUrl.isLoopback(host) || plainHosts.contains(host));
        var files = new ArrayList<CatalogFile>();
        for (var name : resource(INDEX).lines().toList()) {
            files.add(CatalogFile.builtIn(name, resource("catalog/" + name)));
        }
        if (directory.isPresent()) {
            for (var path : yaml(directory.get())) {
                files.add(new CatalogFile(path.toString(), Files.readString(path)));
            }
        }
        return reader.read(files);
    }

    static Optional<String> variable(Config settings, String name) {
        return settings.getOptionalValue(VARIABLES + name, String.class);
    }

    private static List<Path> yaml(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static String resource(String name) throws IOException {
        try (var in = CatalogFiles.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the service");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
