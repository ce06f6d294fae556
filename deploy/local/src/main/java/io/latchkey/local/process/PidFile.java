package io.latchkey.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Content of a pid file: the process, its start time (the pid may belong to another process by now), and how to stop
 * it.
 */
record PidFile(long pid, Instant startedAt, String stopSignal) {
    /** Systems compute a process's start from their boot time, which moves a little when the clock is set. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(20);

    static void write(Path file, long pid, String stopSignal) throws IOException {
        Instant startedAt = startOf(pid).orElse(Instant.EPOCH);
        Files.writeString(file, "%d %d %s%n".formatted(pid, startedAt.toEpochMilli(), stopSignal));
    }

    static Optional<PidFile> read(Path file) {
        try {
            String[] words = Files.readString(file).strip().split(" ");
            return words.length == 3
                    ? Optional.of(new PidFile(
                            Long.parseLong(words[0]), Instant.ofEpochMilli(Long.parseLong(words[1])), words[2]))
                    : Optional.empty();
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return startOf(pid)
                .filter(start -> Duration.between(start, startedAt).abs().compareTo(START_TOLERANCE) < 0)
                .isPresent();
    }

    private static Optional<Instant> startOf(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> !isZombie(pid))
                .flatMap(handle -> handle.info().startInstant());
    }

    /**
     * A zombie: ended, but not reaped; permanent in containers whose first process does not reap. While its threads are
     * ending, it holds its ports and files, and counts as alive.
     */
    private static boolean isZombie(long pid) {
        Path process = Path.of("/proc/" + pid);
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            String stat = Files.readString(process.resolve("stat"));
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1) && threads.count() <= 1;
        } catch (IOException noProcFileSystem) {
            return false;
        }
    }

    Optional<Long> residentBytes() {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(pid)).start();
            String kibibytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return kibibytes.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(kibibytes) * 1_024);
        } catch (IOException noPs) {
            return Optional.empty();
        }
    }

    void signal(String signal) {
        signal(signal, Stream.of(pid));
    }

    /** Includes child processes: PostgreSQL has a process for each connection. */
    void signalTree(String signal) {
        Stream<Long> descendants = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
        signal(signal, Stream.concat(Stream.of(pid), descendants));
    }

    private static void signal(String signal, Stream<Long> pids) {
        Stream<String> kill = Stream.of("sh", "-c", "kill \"$@\"", "sh", "-" + signal);
        List<String> command = Stream.concat(kill, pids.map(String::valueOf)).toList();
        try {
            new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean awaitEnd(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (isAlive() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL.toNanos());
        }
        return !isAlive();
    }
}
