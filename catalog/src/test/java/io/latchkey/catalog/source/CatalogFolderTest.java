package io.latchkey.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.latchkey.catalog.read.CatalogFault;
import io.latchkey.catalog.read.CatalogFile;
import io.latchkey.catalog.read.CatalogReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogFolderTest {
    @TempDir
    Path folder;

    @Test
    void onlyYamlFilesAreReadAndWhatElseIsVisibleIsNamed() throws Exception {
        write("mail.yaml", "id: mail");
        write("chat.yaml", "id: chat");
        write("crm.yml", "id: crm");
        write(".mail.yaml.swp", "id: no");
        Files.createDirectories(folder.resolve("..data"));
        Files.createDirectories(folder.resolve("old.yaml"));

        var content = read();

        assertThat(content.files())
                .extracting(CatalogFile::name)
                .containsExactly(
                        folder.resolve("chat.yaml").toString(),
                        folder.resolve("mail.yaml").toString());
        assertThat(content.ignored()).containsExactly("crm.yml", "old.yaml");
    }

    @Test
    void aFolderOfLinksIsReadAsKubernetesMountsIt() throws Exception {
        var data = Files.createDirectories(folder.resolve("..2026"));
        Files.writeString(data.resolve("mail.yaml"), "id: mail");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026"));
        Files.createSymbolicLink(folder.resolve("mail.yaml"), Path.of("..data/mail.yaml"));

        assertThat(read().files()).extracting(CatalogFile::text).containsExactly("id: mail");
    }

    @Test
    void aFileThatCannotBeReadIsAFaultOfTheProviderThatItNames() throws Exception {
        try (var large = new RandomAccessFile(folder.resolve("a.yaml").toFile(), "rw")) {
            large.writeBytes("id: large\n");
            large.setLength(100_000_000);
        }
        Files.write(folder.resolve("b.yaml"), new byte[] {'i', 'd', ':', ' ', 'b', '2', '\n', (byte) 0xff});
        Files.createSymbolicLink(folder.resolve("c.yaml"), Path.of("nowhere"));

        var reading = CatalogReader.withoutVariables(host -> false).examine(read().files());

        assertThat(reading.faults())
                .extracting(fault -> fault.toString().replace(folder + "/", ""))
                .containsExactly(
                        "a.yaml: is larger than 128 KiB: a file describes one provider",
                        "b.yaml: is not text in UTF-8",
                        "c.yaml: cannot be read: it was removed, or is a link to a file that does not exist");
        assertThat(reading.entries()).extracting(entry -> entry.id()).containsExactly("large", "b2", "c");
    }

    @Test
    void aFileWithoutPermissionIsAFault() throws Exception {
        write("mail.yaml", "id: mail");
        Files.setPosixFilePermissions(folder.resolve("mail.yaml"), PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(folder.resolve("mail.yaml")), "root reads everything");

        assertThat(read().files())
                .extracting(CatalogFile::fault)
                .containsExactly(Optional.of("cannot be read: this process lacks the permission"));
    }

    @Test
    void aFolderThatCannotBeReadSaysWhy() throws Exception {
        assertThatThrownBy(() -> new CatalogFolder(folder.resolve("none")).read())
                .hasMessage(folder.resolve("none") + ": does not exist");
        var file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new CatalogFolder(file).read()).hasMessage(file + ": is not a folder");
        assertThat(new CatalogFolder(Files.createDirectories(folder.resolve("empty"))).read())
                .isEqualTo(FolderContent.NONE);
    }

    @Test
    void tenThousandFilesAreRefusedWithoutBeingRead() throws Exception {
        for (var i = 0; i < 10_000; i++) {
            var unused = Files.createFile(folder.resolve(i + ".yaml"));
        }

        assertThatThrownBy(this::read).isInstanceOfSatisfying(UnusableFolderException.class, e -> assertThat(e.fault())
                .isEqualTo(new CatalogFault(folder.toString(), 0, "", "has more than 2000 files, which is the limit")));
    }

    @Test
    void filesThatAreTooLargeTogetherAreRefused() throws Exception {
        for (var i = 0; i < 200; i++) {
            write(i + ".yaml", "#".repeat(100_000));
        }

        assertThatThrownBy(this::read).hasMessage(folder + ": has more than 16 MiB of catalog files");
    }

    private FolderContent read() throws UnusableFolderException {
        return new CatalogFolder(folder).read();
    }

    private void write(String name, String text) throws IOException {
        var unused = Files.writeString(folder.resolve(name), text);
    }
}
