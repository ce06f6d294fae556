package io.latchkey.local.process;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting until something that another process does has happened. */
public final class Wait {
    private static final Duration POLL = Duration.ofMillis(50);

    /** How a wait ended. */
    public enum End {
        HAPPENED,
        GIVEN_UP,
        TOO_LATE
    }

    private Wait() {}

    /** Asks the probe again and again; a probe that throws says "not yet". Stops early where {@code hopeless} holds. */
    public static End until(Callable<Boolean> probe, BooleanSupplier hopeless, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < deadline) {
            if (holds(probe)) {
                return End.HAPPENED;
            }
            if (hopeless.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                return End.GIVEN_UP;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return End.TOO_LATE;
    }

    private static boolean holds(Callable<Boolean> probe) {
        try {
            return probe.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception notYet) {
            return false;
        }
    }
}
