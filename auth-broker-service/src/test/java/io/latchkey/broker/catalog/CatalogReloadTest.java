package io.latchkey.broker.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.broker.LogLines;
import io.latchkey.catalog.Provider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogReloadTest {
    private static final String MAIL = """
            id: mail
            name: %s
            category: test
            methods: [{id: login, type: basic}]
            """;

    @TempDir
    Path folder;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private CurrentCatalog current;
    private CatalogReload reload;

    @BeforeEach
    void start() throws IOException {
        write("mail.yaml", MAIL.formatted("One"));
        var settings = settings(folder);
        current = new CurrentCatalog(settings, metrics);
        reload = new CatalogReload(settings, current);
        settle();
    }

    @Test
    void aChangeTakesEffectOnceItIsCompletelyWritten() throws IOException {
        write("mail.yaml", "id: mail");
        reload.run();
        assertThat(current.loaded().faults()).isEmpty();
        write("mail.yaml", MAIL.formatted("Two"));
        reload.run();
        assertThat(name()).isEqualTo("One");

        reload.run();

        assertThat(name()).isEqualTo("Two");
    }

    /** The writer replaces the file piece by piece, as an editor or a slow copy does. */
    @Test
    void aFileThatChangesWhileItIsReadLeavesOneOfItsVersions() throws Exception {
        var names = Set.of("One", "Even", "Odd");
        var writer = Executors.newSingleThreadExecutor();
        try {
            var written = writer.submit(() -> {
                for (var i = 0; i < 200; i++) {
                    var text = "#".repeat(100_000) + "\n" + MAIL.formatted(i % 2 == 0 ? "Even" : "Odd");
                    try (var out = Files.newBufferedWriter(folder.resolve("mail.yaml"))) {
                        for (var at = 0; at < text.length(); at += 9_973) {
                            out.write(text, at, Math.min(9_973, text.length() - at));
                            out.flush();
                        }
                    }
                }
                return null;
            });
            while (!written.isDone()) {
                reload.run();
                assertThat(names).contains(name());
            }
            written.get();
        } finally {
            writer.shutdown();
        }

        settle();

        assertThat(name()).isEqualTo("Odd");
        assertThat(current.loaded().faults()).isEmpty();
    }

    @Test
    void aSwapOfTheLinkIsAChange() throws IOException {
        for (var version : new String[] {"1", "2"}) {
            var data = Files.createDirectories(folder.resolve(".." + version));
            var unused = Files.writeString(data.resolve("mail.yaml"), MAIL.formatted("Version " + version));
        }
        link("..data", "..1");
        Files.delete(folder.resolve("mail.yaml"));
        link("mail.yaml", "..data/mail.yaml");
        settle();
        assertThat(name()).isEqualTo("Version 1");

        link("..new", "..2");
        var swapped = Files.move(folder.resolve("..new"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        settle();

        assertThat(swapped).isSymbolicLink();
        assertThat(name()).isEqualTo("Version 2");
    }

    @Test
    void eachFaultIsLoggedOnceAndCounted() throws IOException {
        write("chat.yaml", "id: chat\nname: Chat\n");
        try (var log = LogLines.begin()) {
            settle();
            settle();
            assertThat(log.count("ERROR", "chat.yaml")).isEqualTo(2);
            assertThat(gauge("latchkey.catalog.faults")).isEqualTo(2);
            assertThat(gauge("latchkey.catalog.suspended")).isEqualTo(1);

            write("chat.yaml", "id: chat\nname: Chat\ncategory: test\n");
            settle();
            assertThat(log.count("ERROR", "chat.yaml")).isEqualTo(2);
            assertThat(gauge("latchkey.catalog.faults")).isEqualTo(1);
        }
        assertThat(name()).isEqualTo("One");
    }

    @Test
    void aRemovedFileRemovesItsProvider() throws IOException {
        Files.delete(folder.resolve("mail.yaml"));
        settle();

        assertThat(current.find("mail")).isEmpty();
        assertThat(current.isSuspended("mail")).isFalse();
    }

    @Test
    void aFolderThatDisappearsChangesNothingUntilItIsBack() throws IOException {
        var elsewhere = folder.resolveSibling(folder.getFileName() + "-moved");
        var moved = Files.move(folder, elsewhere);
        try (var log = LogLines.begin()) {
            settle();
            settle();
            assertThat(log.count("ERROR", "does not exist")).isEqualTo(1);
        }
        assertThat(name()).isEqualTo("One");
        assertThat(gauge("latchkey.catalog.faults")).isEqualTo(1);

        assertThat(Files.move(moved, folder)).isEqualTo(folder);
        settle();
        assertThat(gauge("latchkey.catalog.faults")).isZero();
    }

    @Test
    void aServiceDoesNotStartWithoutItsFolder() {
        var settings = settings(folder.resolve("none"));

        assertThat(CatalogAtStart.faults(settings))
                .containsExactly("latchkey.catalog.directory: " + folder.resolve("none") + ": does not exist");
        assertThatThrownBy(() -> new CurrentCatalog(settings, metrics)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void aVariableThatMakesABuiltInEntryInvalidPreventsTheStart() {
        var settings = settings(Map.of(
                "latchkey.catalog.variables.northwind", "http://northwind.example",
                "latchkey.catalog.variables.northwind-direct", "https://northwind.example"));

        assertThat(CatalogAtStart.faults(settings)).anyMatch(fault -> fault.contains("must be https"));
    }

    private void settle() {
        reload.run();
        reload.run();
    }

    private String name() {
        return current.find("mail").map(Provider::name).orElseThrow();
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    private void write(String name, String text) throws IOException {
        var unused = Files.writeString(folder.resolve(name), text);
    }

    private void link(String name, String target) throws IOException {
        var unused = Files.createSymbolicLink(folder.resolve(name), Path.of(target));
    }

    private static SmallRyeConfig settings(Path folder) {
        return settings(Map.of("latchkey.catalog.directory", folder.toString()));
    }

    private static SmallRyeConfig settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 300))
                .build();
    }
}
