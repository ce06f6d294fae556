package io.latchkey.local.server;

import io.latchkey.local.process.LogTail;
import io.latchkey.local.process.ManagedProcess;
import io.latchkey.local.process.Ports;
import io.latchkey.local.process.Program;
import io.latchkey.local.process.StartFailed;
import io.latchkey.local.process.Wait;
import io.latchkey.local.site.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One process of the stack that others talk to over TCP.
 *
 * <p>{@code start} returns when it is ready for use; data and port stay the same over {@code stop} and {@code start}.
 * An instance made anew for the same site and port finds the process that an earlier one started.
 */
public abstract class Server implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final int TAIL = 15;
    private final String name;
    private final Site site;
    private final ManagedProcess process;

    protected Server(String name, Site site) {
        this.name = name;
        this.site = site;
        this.process = site.process(name);
    }

    /** Where others reach it, as a person would write it. */
    public abstract String address();

    protected abstract int[] ports();

    /** Makes data and configuration; called before every start. */
    protected abstract void prepare();

    protected abstract Program program();

    /** It answers, and can be used. A throw means "not yet". */
    protected abstract boolean isReady() throws Exception;

    /** Brings a process that has just been launched nearer to being ready; called again and again until it is. */
    protected void open() throws Exception {}

    /** What a server needs once it answers, before others may use it; harmless when repeated. */
    protected void furnish() {}

    public final void start() {
        if (process.isAlive()) {
            throw new StartFailed(name + " is already running");
        }
        Ports.requireFree(name, ports());
        prepare();
        process.launch(program());
        switch (Wait.until(this::isOpened, () -> !process.isAlive(), READY_WITHIN)) {
            case HAPPENED -> furnish();
            case GIVEN_UP -> throw failed("ended while it was starting");
            case TOO_LATE -> throw failed("was not ready within " + READY_WITHIN.toSeconds() + " s");
        }
    }

    private boolean isOpened() throws Exception {
        open();
        return isReady();
    }

    private StartFailed failed(String how) {
        String tail = String.join("\n  ", LogTail.of(process.log(), TAIL));
        boolean interrupted = Thread.interrupted();
        process.stop();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return new StartFailed("%s %s; the end of %s:%n  %s".formatted(name, how, process.log(), tail));
    }

    /** Ends it in order. */
    public final void stop() {
        process.stop();
    }

    /** Ends it as a power cut would. */
    public final void kill() {
        process.kill();
    }

    /** Freezes it: connections stay open, nothing answers until {@link #resume()}. */
    public final void pause() {
        process.pause();
    }

    public final void resume() {
        process.resume();
    }

    @Override
    public final void close() {
        stop();
    }

    public final String name() {
        return name;
    }

    public final ManagedProcess process() {
        return process;
    }

    /** Whether it runs and answers at this moment. */
    public final boolean answers() {
        try {
            return process.isAlive() && isReady();
        } catch (Exception notNow) {
            return false;
        }
    }

    protected final Site site() {
        return site;
    }

    protected final Path data() {
        return site.data(name);
    }

    /** A JVM that starts fast and stays small rather than runs fast, for seven processes share one machine. */
    protected static List<String> jvm(String leastHeap, String mostHeap) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ArrayList<>(List.of(
                java,
                "-Xms" + leastHeap,
                "-Xmx" + mostHeap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError"));
    }
}
