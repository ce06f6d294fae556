package io.latchkey.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs a program and waits for it; an interruption ends the program. */
public final class Errand {
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);
    private final String what;
    private final String remedy;
    private final Path log;

    /**
     * @param what description of the task, as the beginning of a sentence
     * @param remedy what a user can do if it fails
     * @param log contains the output of this run
     */
    public Errand(String what, String remedy, Path log) {
        this.what = what;
        this.remedy = remedy;
        this.log = log;
    }

    public void run(List<String> command) {
        run(command, Map.of(), elapsed -> {});
    }

    /** @param stillRunning is called every few seconds with the time since the start */
    public void run(List<String> command, Map<String, String> environment, Consumer<Duration> stillRunning) {
        long start = System.nanoTime();
        Process process = start(command, environment);
        try {
            while (!process.waitFor(TELL_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                stillRunning.accept(Duration.ofNanos(System.nanoTime() - start));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed(what + " was interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        if (process.exitValue() != 0) {
            throw new StartFailed("%s failed: %s. See %s".formatted(what, remedy, log));
        }
    }

    private Process start(List<String> command, Map<String, String> environment) {
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new StartFailed("%s failed: %s cannot be run; %s".formatted(what, command.get(0), remedy), e);
        }
    }
}
