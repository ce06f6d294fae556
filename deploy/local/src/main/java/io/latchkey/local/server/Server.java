package io.latchkey.local.server;

import io.latchkey.local.backing.Backing;
import io.latchkey.local.process.LogTail;
import io.latchkey.local.process.Ports;
import io.latchkey.local.process.StartFailed;
import io.latchkey.local.process.Wait;
import io.latchkey.local.site.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A server of the stack from the view of its clients; its {@link Backing} runs it.
 *
 * <p>{@code start} returns when it is ready for use; data and port stay the same over {@code stop} and {@code start}. A
 * new instance for the same site and port finds the process of an earlier instance.
 */
public abstract class Server implements AutoCloseable {
    /** A busy machine needs a minute for Keycloak's container; what ends while it starts is not waited for. */
    private static final Duration READY_WITHIN = Duration.ofSeconds(240);

    private static final int TAIL = 15;
    private final String name;
    private final Site site;
    private final Backing backing;

    protected Server(String name, Site site, Backing backing) {
        this.name = name;
        this.site = site;
        this.backing = backing;
    }

    /** Where others reach it, as a person would write it. */
    public abstract String address();

    protected abstract int[] ports();

    /** It answers, and can be used. A throw means "not yet". */
    protected abstract boolean isReady() throws Exception;

    /** Called repeatedly after the launch until the server is ready. */
    protected void open() throws Exception {}

    /** Setup after the server responds and before others use it; idempotent. */
    protected void furnish() {}

    /** Those of its ports that another program uses; none while it runs. */
    public final List<Integer> takenPorts() {
        return backing.isAlive()
                ? List.of()
                : Arrays.stream(ports())
                        .filter(port -> !Ports.isFree(port))
                        .boxed()
                        .toList();
    }

    public final void start() {
        if (backing.isAlive()) {
            throw new StartFailed(name + " is already running");
        }
        Ports.requireFree(name, ports());
        backing.launch();
        switch (Wait.until(this::isOpened, () -> !backing.isAlive(), READY_WITHIN)) {
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
        String tail = String.join("\n  ", LogTail.of(backing.log(), TAIL));
        boolean interrupted = Thread.interrupted();
        backing.stop();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return new StartFailed("%s %s; the end of %s:%n  %s".formatted(name, how, backing.log(), tail));
    }

    /** Ends it in order. */
    public final void stop() {
        backing.stop();
    }

    /** Ends it as a power cut would. */
    public final void kill() {
        backing.kill();
    }

    /** Freezes it: connections stay open, nothing answers until {@link #resume()}. */
    public final void pause() {
        backing.pause();
    }

    public final void resume() {
        backing.resume();
    }

    @Override
    public final void close() {
        stop();
    }

    public final String name() {
        return name;
    }

    /** Whether it runs, ready for use or not. */
    public final boolean isAlive() {
        return backing.isAlive();
    }

    /** Its log file. */
    public final Path log() {
        return backing.log();
    }

    /** Whether it runs and answers at this moment. */
    public final boolean answers() {
        try {
            return backing.isAlive() && isReady();
        } catch (Exception notNow) {
            return false;
        }
    }

    protected final Site site() {
        return site;
    }
}
