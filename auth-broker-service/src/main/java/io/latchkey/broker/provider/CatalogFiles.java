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
import java.util.Set;
import java.util.function.Function;

/** The files of the catalog: those that ship with the service, and those of the operator's directory. */
public final class CatalogFiles {
    private static final String DIRECTORY = "latchkey.catalog.directory";
    private static final String VARIABLES = "latchkey.catalog.variables.";
    private static final String INDEX = "catalog/index";

    private CatalogFiles() {}

    /** What keeps the catalog from being read, a line for each fault. Needs nothing of the service but its settings. */
    public static List<String> faults(Function<String, Optional<String>> settings) {
        var directory = settings.apply(DIRECTORY).map(Path::of);
        var plainHosts = settings.apply("latchkey.catalog.plain-http-hosts")
                .map(hosts -> Set.of(hosts.split(",")))
                .orElse(Set.of());
        try {
            var unused = read(directory, name -> settings.apply(VARIABLES + name), plainHosts);
            return List.of();
        } catch (CatalogException e) {
            return e.faults().stream().map(Object::toString).toList();
        } catch (IOException e) {
            return List.of(DIRECTORY + " " + directory.orElseThrow() + " can't be read: " + e);
        }
    }

    static Catalog read(Optional<Path> directory, Function<String, Optional<String>> variables, Set<String> plainHosts)
            throws IOException, CatalogException {
        var reader = new CatalogReader(variables, host -> HttpUrl.isLoopback(host) || plainHosts.contains(host));
        var files = new ArrayList<CatalogFile>();
        for (var name : resource(INDEX).lines().toList()) {
            var file = new CatalogFile(name, resource("catalog/" + name));
            if (reader.isConfigured(file)) {
                files.add(file);
            }
        }
        if (directory.isPresent()) {
            for (var path : yaml(directory.get())) {
                files.add(new CatalogFile(path.toString(), Files.readString(path)));
            }
        }
        return reader.read(files);
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
