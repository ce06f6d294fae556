package io.latchkey.bootstrap.settings;

import java.time.Duration;

/**
 * Time limits of the steps of a graceful shutdown, which follow each other. Before them a service reports that it is
 * not ready ({@code quarkus.shutdown.delay}) and waits for running requests ({@code quarkus.shutdown.timeout}). The
 * termination grace period of the container must exceed the sum.
 */
public final class CleanStop {
    /** Background work: refreshes, revocations, checks. */
    public static final Duration OWN_WORK = Duration.ofSeconds(25);

    /** The current batch of the outbox relay. */
    public static final Duration RELAY = Duration.ofSeconds(5);

    /** Kafka consumers commit their offsets, and the producer sends its buffer. */
    public static final Duration KAFKA = Duration.ofSeconds(10);

    private CleanStop() {}
}
