package io.latchkey.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback interface. */
public final class Ports {
    /** Below the range from which systems take the ports of outgoing connections, so that a restart finds its port. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;
    private static final int KEPT_FOR_MS = 100;
    private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A free port that this JVM has not used before. */
    public static int free() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port) && HANDED_OUT.add(port)) {
                return port;
            }
        }
        throw new StartFailed("No free TCP port between " + LOWEST + " and " + HIGHEST
                + ": stop some of the programs that use ports");
    }

    /** Whether no process listens there. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }

    /**
     * Whether a process accepts a connection and keeps it open. A port forwarder of a container closes it again while
     * no process listens in the container.
     */
    public static boolean isServed(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(KEPT_FOR_MS);
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException kept) {
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** Fails with one line that names the taken ports and the remedy. */
    public static void requireFree(String who, int... ports) {
        int[] taken = Arrays.stream(ports).filter(port -> !isFree(port)).toArray();
        if (taken.length > 0) {
            throw new StartFailed(
                    "%s needs port %s, which another program uses: stop that program, or use other ports with --base-port"
                            .formatted(
                                    who,
                                    String.join(
                                            ", ",
                                            Arrays.stream(taken)
                                                    .mapToObj(String::valueOf)
                                                    .toList())));
        }
    }
}
