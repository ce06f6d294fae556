package io.latchkey.local.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One named process, known by a file that holds its pid, its start and its stop signal: a launcher that did not start
 * it finds it again, and never mistakes a stranger with a recycled pid for it.
 */
public final class ManagedProcess {
    private static final Duration GRACE = Duration.ofSeconds(12);

    private final Path pidFile;
    private final Path log;
    private final Lifetime lifetime;
    private @Nullable Process leash;

    public ManagedProcess(String name, Path runFolder, Path logFolder, Lifetime lifetime) {
        this.pidFile = runFolder.resolve(name + ".pid");
        this.log = logFolder.resolve(name + ".log");
        this.lifetime = lifetime;
    }

    public Path log() {
        return log;
    }

    public synchronized void launch(Program program) {
        try {
            Files.createDirectories(pidFile.getParent());
            Files.createDirectories(log.getParent());
            List<String> command = new ArrayList<>(
                    List.of("sh", "-c", Leash.script(lifetime), "leash", log.toString(), program.stopSignal()));
            command.addAll(program.command());
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            builder.environment().putAll(program.environment());
            var process = builder.start();
            leash = process;
            PidFile.write(pidFile, toldPid(process), program.stopSignal());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + program.command().get(0), e);
        }
    }

    private long toldPid(Process process) throws IOException {
        var told = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        String line = told.readLine();
        if (line == null) {
            throw new IOException("The process did not start, see " + log);
        }
        return Long.parseLong(line.strip());
    }

    public boolean isAlive() {
        return running().isPresent();
    }

    /** A process was started and not stopped, yet it is gone. */
    public boolean hasCrashed() {
        return Files.exists(pidFile) && !isAlive();
    }

    /** Its exit code, after it has ended; known if this instance launched it with the lifetime of this JVM. */
    public synchronized OptionalInt exitCode() {
        return leash == null || leash.isAlive() ? OptionalInt.empty() : OptionalInt.of(leash.exitValue());
    }

    public Optional<Long> pid() {
        return running().map(PidFile::pid);
    }

    /** Resident memory in bytes, if the system reports it. */
    public Optional<Long> memory() {
        return running().flatMap(PidFile::residentBytes);
    }

    private Optional<PidFile> running() {
        return PidFile.read(pidFile).filter(PidFile::isAlive);
    }

    /** Ends it in order, by force after a grace; a process that is not there is fine. */
    public synchronized void stop() {
        running().ifPresent(found -> {
            found.signalTree("CONT");
            found.signal(found.stopSignal());
            if (!found.awaitEnd(GRACE)) {
                found.signal("KILL");
                found.awaitEnd(GRACE);
            }
        });
        forget();
    }

    /** Ends it as a power cut would. */
    public synchronized void kill() {
        running().ifPresent(found -> {
            found.signalTree("KILL");
            found.awaitEnd(GRACE);
        });
        forget();
    }

    /** Freezes it: connections stay open, nothing answers. */
    public void pause() {
        running().ifPresent(found -> found.signalTree("STOP"));
    }

    public void resume() {
        running().ifPresent(found -> found.signalTree("CONT"));
    }

    private void forget() {
        try {
            Files.deleteIfExists(pidFile);
            if (leash != null) {
                leash.getOutputStream().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
