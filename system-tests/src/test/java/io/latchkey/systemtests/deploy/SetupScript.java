package io.latchkey.systemtests.deploy;

import io.latchkey.local.site.Checkout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One script of {@code deploy/} with its environment, run as its job runs it. */
final class SetupScript {
    private final List<String> command;
    private final Map<String, String> environment;

    private SetupScript(List<String> command, Map<String, String> environment) {
        this.command = command;
        this.environment = environment;
    }

    static SetupScript of(String path, String... arguments) {
        var script = Checkout.current().deploy(path).toString();
        var command = new ArrayList<>(List.of("sh", script));
        command.addAll(List.of(arguments));
        return new SetupScript(command, Map.of());
    }

    SetupScript with(Map<String, String> variables) {
        var all = new LinkedHashMap<>(environment);
        all.putAll(variables);
        return new SetupScript(command, all);
    }

    Outcome run() {
        var process = start();
        try (var lines = process.inputReader()) {
            var said = lines.lines().toList();
            return new Outcome(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills it, as a node that dies would, as soon as it has said a line with these words. */
    void runUntilItSays(String words) {
        var process = start();
        try (var lines = process.inputReader()) {
            if (!cutOffAfter(lines, words, process)) {
                throw new IllegalStateException(command + " never said " + words);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean cutOffAfter(BufferedReader lines, String words, Process process) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(words)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().onExit().join();
                return true;
            }
        }
        return false;
    }

    private Process start() {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param said all lines, of errors too */
    record Outcome(int code, List<String> said) {
        @Override
        public String toString() {
            return "exit " + code + said.stream().collect(Collectors.joining("\n", "\n", ""));
        }
    }
}
