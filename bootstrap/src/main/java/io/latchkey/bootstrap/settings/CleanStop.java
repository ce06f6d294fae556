package io.latchkey.bootstrap.settings;

import java.time.Duration;

/**
 * What the steps of a clean stop may take at most, one after the other. Before them a service reports itself not ready
 * ({@code quarkus.shutdown.delay}) and lets running requests end ({@code quarkus.shutdown.timeout}). The time that an
 * installation grants a container that is to end must exceed the sum.
 */
public final class CleanStop {
    /** Work that no request waits for: refreshes, revocations, checks. */
    public static final Duration OWN_WORK = Duration.ofSeconds(25);

    /** The batch that the outbox relay is publishing. */
    public static final Duration RELAY = Duration.ofSeconds(5);

    /** Kafka consumers commit what they have applied, and the producer sends what it has. */
    public static final Duration KAFKA = Duration.ofSeconds(10);

    private CleanStop() {}
}
