package io.latchkey.containers;

import io.latchkey.local.backing.Backings;
import io.latchkey.local.backing.process.ProcessBackings;
import io.latchkey.local.process.StartFailed;

/**
 * What runs the servers of a test run: {@code -Dlatchkey.backing=native}, the default, makes them processes of this
 * machine, {@code -Dlatchkey.backing=docker} containers.
 */
public final class ChosenBackings {
    private static final String PROPERTY = "latchkey.backing";

    private ChosenBackings() {}

    public static Backings get() {
        return named(System.getProperty(PROPERTY, "native"));
    }

    static Backings named(String name) {
        return switch (name) {
            case "native" -> new ProcessBackings();
            case "docker" -> new ContainerBackings();
            default -> throw new StartFailed("-D%s=%s is unknown: use native or docker".formatted(PROPERTY, name));
        };
    }
}
