package io.latchkey.local.stack;

import io.latchkey.local.process.Ports;

/**
 * Which TCP port of the loopback interface is whose.
 *
 * @param demoPage where {@code ./latchkey demo} listens for a browser that returns
 * @param returnPage of the platform's page that browsers return to
 */
public record StackPorts(
        int connectionService,
        int broker,
        int verifier,
        int keycloak,
        int keycloakManagement,
        int postgresql,
        int kafka,
        int kafkaServices,
        int kafkaController,
        int openBao,
        int openBaoCluster,
        int demoPage,
        int returnPage) {
    public static final int DEFAULT_BASE = 7_000;
    private static final int HIGHEST_BASE = 65_000;

    public static StackPorts from(int base) {
        if (base < 1_024 || base > HIGHEST_BASE) {
            throw new IllegalArgumentException(
                    "The base port must be between 1024 and " + HIGHEST_BASE + ", not at " + base);
        }
        return new StackPorts(
                base + 80,
                base + 81,
                base + 82,
                base + 90,
                base + 91,
                base + 432,
                base + 92,
                base + 94,
                base + 93,
                base + 200,
                base + 201,
                base + 98,
                base + 99);
    }

    public static StackPorts free() {
        return new StackPorts(
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free());
    }
}
