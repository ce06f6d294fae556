package io.latchkey.local.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.local.fetch.Progress;
import io.latchkey.local.process.Ports;
import io.latchkey.local.process.StartFailed;
import io.latchkey.local.site.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutStackTest {
    private static final int BASE = Ports.free();

    @TempDir
    Path state;

    @Test
    void takenPortsAreNamedBeforeAnythingIsDoneAndOtherPortsMayBeChosen() throws IOException {
        try (var taken = new ServerSocket(BASE + 80, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(BASE))
                    .isInstanceOf(StartFailed.class)
                    .hasMessageContaining("needs: " + taken.getLocalPort() + ".")
                    .hasMessageContaining("--base-port");
        }

        assertThat(state).isEmptyDirectory();
        assertThatCode(() -> checkout(BASE + 1)).doesNotThrowAnyException();
    }

    @Test
    void wherePortsAreFixedTheRemedyNamesResetFirst() throws IOException {
        Files.writeString(state.resolve("base-port"), String.valueOf(BASE));
        try (var taken = new ServerSocket(BASE + 80, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(() -> start(BASE)).hasMessageContaining("./latchkey reset first");
        }
        assertThatThrownBy(() -> checkout(BASE + 1)).hasMessageContaining("created with base port " + BASE);
    }

    @Test
    void whatAnIncompleteStartLeftIsDeleted() throws IOException {
        Path leftover = Files.createDirectories(state.resolve("data/keycloak")).resolve("h2");
        Files.writeString(leftover, "realms for other ports");
        Files.writeString(state.resolve("secrets.properties"), "openbao.unseal-key=of that data");

        try (var taken = new ServerSocket(BASE + 80, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(() -> start(BASE)).isInstanceOf(StartFailed.class);
        }

        assertThat(state).isEmptyDirectory();
    }

    private void start(int basePort) {
        var checkout = checkout(basePort);
        checkout.start(checkout.open(), () -> {
            throw new AssertionError("nothing is prepared");
        });
    }

    private CheckoutStack checkout(int basePort) {
        return new CheckoutStack(Site.throwaway(state), Progress.SILENT, basePort);
    }
}
