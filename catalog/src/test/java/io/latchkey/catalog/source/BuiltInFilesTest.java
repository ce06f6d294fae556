package io.latchkey.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.catalog.read.CatalogException;
import io.latchkey.catalog.read.CatalogReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltInFilesTest {
    @TempDir
    Path folder;

    @Test
    void theIndexHasEachFileOfTheFolderWithoutFaults() throws Exception {
        var files = new CatalogFolder(Path.of("src/main/catalog")).read().files();
        var reader = CatalogReader.withoutVariables(host -> false);

        var built = reader.read(BuiltInFiles.all());

        assertThat(built.all())
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(reader.read(files).all());
    }

    @Test
    void aReadDoesNotChangeTheIndex() throws Exception {
        var files = BuiltInFiles.all();

        var unused = CatalogReader.withSomeVariables(name -> Optional.of("https://one.example"), host -> false)
                .read(files);

        assertThat(files).isEqualTo(BuiltInFiles.all());
    }

    @Test
    void aFaultFailsTheBuild() throws Exception {
        var index = folder.resolve("out/index.json");
        var unused = Files.writeString(folder.resolve("acme.yaml"), "id: acme\nname: Acme\ncategroy: test\n");

        assertThatThrownBy(() -> IndexWriter.write(folder, index))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("acme.yaml:3");
        assertThat(index).doesNotExist();
    }
}
