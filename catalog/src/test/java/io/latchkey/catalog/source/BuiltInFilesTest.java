package io.latchkey.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.catalog.read.CatalogFile;
import io.latchkey.catalog.read.CatalogReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A fault in a built-in entry fails the build. */
class BuiltInFilesTest {
    private static final Path FOLDER = Path.of("src/main/resources/catalog");

    @Test
    void noneHasAFault() {
        var reading = CatalogReader.withoutVariables(host -> false).examine(BuiltInFiles.all());

        assertThat(reading.faults()).isEmpty();
        assertThat(reading.entries()).isNotEmpty();
    }

    @Test
    void allAreListed() throws Exception {
        try (var files = Files.list(FOLDER)) {
            assertThat(BuiltInFiles.all())
                    .extracting(CatalogFile::name)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> !name.equals("index"))
                                    .toList());
        }
    }
}
