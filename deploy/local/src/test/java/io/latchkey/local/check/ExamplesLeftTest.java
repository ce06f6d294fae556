package io.latchkey.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.local.site.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesLeftTest {
    private static final Path PRODUCTION =
            Checkout.current().deploy("kubernetes").resolve("production");

    @TempDir
    Path overlay;

    @Test
    void theOverlayAsItShipsIsNamedFileByFile() {
        assertThat(ExamplesLeft.check(PRODUCTION))
                .hasSize(4)
                .noneMatch(Finding::isOk)
                .extracting(Finding::subject)
                .containsExactly("kustomization.yaml", "ingress.yaml", "network.yaml", "ca/postgresql.crt");
    }

    @Test
    void aFileWithoutItsExampleIsInOrder() throws IOException {
        for (var file : List.of("kustomization.yaml", "ingress.yaml", "network.yaml")) {
            var text = Files.readString(PRODUCTION.resolve(file));
            Files.writeString(
                    overlay.resolve(file),
                    text.replace("example.com", "acme.test").replace("192.0.2.", "10.20.0."));
        }

        assertThat(ExamplesLeft.check(overlay)).hasSize(3).allMatch(Finding::isOk);
    }
}
