package io.latchkey.local.process;

import java.util.List;
import java.util.Map;

/**
 * What to run and how to end it.
 *
 * @param command the executable and its arguments
 * @param environment added to the environment of this JVM
 * @param stopSignal the signal of an orderly end, without its SIG
 */
public record Program(List<String> command, Map<String, String> environment, String stopSignal) {

    public Program {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("A program needs a command");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    public static Program of(List<String> command, Map<String, String> environment) {
        return new Program(command, environment, "TERM");
    }
}
