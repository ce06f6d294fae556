package io.latchkey.local.fetch;

import io.latchkey.local.process.LogTail;
import io.latchkey.local.process.StartFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end while a person waits for it. */
final class Tool {
    private static final Duration TELL_EVERY = Duration.ofSeconds(5);
    private static final int TAIL = 8;
    private final Progress progress;
    private final Path log;

    Tool(Progress progress, Path log) {
        this.progress = progress;
        this.log = log;
    }

    /**
     * Runs the command, and says every few seconds that it still does.
     *
     * @param remedy what a person can do where it fails
     */
    void run(String what, String remedy, List<String> command) {
        long start = System.nanoTime();
        Process process = start(remedy, command);
        try {
            progress.say(what + " ...");
            while (!process.waitFor(TELL_EVERY.toSeconds(), TimeUnit.SECONDS)) {
                progress.say("%s ... %d s".formatted(what, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed(what + " was interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        if (process.exitValue() != 0) {
            throw new StartFailed("%s failed: %s%n  %s".formatted(what, remedy, String.join("\n  ", LogTail.of(log, TAIL))));
        }
    }

    private Process start(String remedy, List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new StartFailed(command.get(0) + " cannot be run: " + remedy, e);
        }
    }
}
