package io.latchkey.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void aTakenPortIsNotFree() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    void aPortIsServedWhereAConnectionIsKept() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isServed(server.getLocalPort())).isTrue();
        }
    }

    @Test
    void aPortIsNotServedWhereAConnectionIsRefusedOrDroppedAgain() throws Exception {
        assertThat(Ports.isServed(Ports.free())).isFalse();
        try (ServerSocket forwarder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> dropped = CompletableFuture.runAsync(() -> acceptAndClose(forwarder));
            assertThat(Ports.isServed(forwarder.getLocalPort())).isFalse();
            dropped.get();
        }
    }

    private static void acceptAndClose(ServerSocket forwarder) {
        try {
            forwarder.accept().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void oneLineNamesWhoNeedsWhichPortAndWhatToDo() throws IOException {
        int free = Ports.free();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Ports.requireFree("kafka", free, taken.getLocalPort()))
                    .isInstanceOf(StartFailed.class)
                    .hasMessage("kafka needs port " + taken.getLocalPort()
                            + ", which another program uses: stop that program, or use other ports with --base-port");
        }
    }

    @Test
    void freePortsAreFine() {
        assertThatCode(() -> Ports.requireFree("kafka", Ports.free(), Ports.free()))
                .doesNotThrowAnyException();
    }

    @Test
    void noPortIsHandedOutTwice() {
        assertThat(Ports.free()).isNotEqualTo(Ports.free());
    }
}
