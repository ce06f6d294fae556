package io.latchkey.local.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.local.process.StartFailed;
import io.latchkey.local.site.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerPackagesTest {
    private static final String SHA_256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    @Test
    void versionsComeFromTheFilesThatTheClientsRead() {
        ServerPackages packages = new ServerPackages(Checkout.current().deploy("local/servers"));

        assertThat(List.of(
                        packages.mavenVersion("kafka"),
                        packages.mavenVersion("keycloak"),
                        packages.mavenVersion("postgres"),
                        packages.openBaoVersion()))
                .allMatch(version -> version.matches("\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void aFileIsAcceptedWithThePinnedContentOnly() throws IOException {
        Files.writeString(folder.resolve("checksums.sha256"), SHA_256_OF_ABC + "  a.jar\n");
        ServerPackages packages = new ServerPackages(folder);
        Path file = Files.writeString(folder.resolve("a.jar"), "abc");
        assertThatCode(() -> packages.verify(List.of(file))).doesNotThrowAnyException();

        Files.writeString(file, "abd");

        assertThatThrownBy(() -> packages.verify(List.of(file)))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("a.jar")
                .hasMessageContaining(SHA_256_OF_ABC);
    }

    @Test
    void aFileThatNobodyPinnedIsRefused() throws IOException {
        Files.writeString(folder.resolve("checksums.sha256"), "");
        Path file = Files.writeString(folder.resolve("stranger.jar"), "abc");

        assertThatThrownBy(() -> new ServerPackages(folder).verify(List.of(file)))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("nothing is pinned");
    }
}
