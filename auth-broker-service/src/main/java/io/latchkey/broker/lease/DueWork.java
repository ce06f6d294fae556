package io.latchkey.broker.lease;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Runs what a sweep has claimed: each item by itself, so that one that takes long holds up no other, few at once. */
public final class DueWork {
    private static final int AT_ONCE = 20;

    private final String what;
    private final Detached detached;
    private final AtomicInteger running = new AtomicInteger();

    /** @param what is done, for the log */
    public DueWork(String what, Detached detached) {
        this.what = what;
        this.detached = detached;
    }

    /** How many more items a sweep may claim now. */
    public int free() {
        return Math.max(0, AT_ONCE - running.get());
    }

    /** Starts {@code work}; {@code postpone} follows if it fails. */
    public void start(Supplier<Uni<Void>> work, Supplier<Uni<Void>> postpone) {
        running.incrementAndGet();
        detached.start(() -> work.get()
                        .onFailure()
                        .invoke(failure -> Log.warnf("%s is tried again cause=%s", what, failure.getMessage()))
                        .onFailure()
                        .recoverWithUni(failure -> postpone.get()))
                .whenComplete((done, failure) -> running.decrementAndGet());
    }
}
