package io.latchkey.contracts;

import java.time.Duration;

/**
 * Within what time one service answers another. The service that answers keeps its own limits below, the one that calls
 * waits longer; each checks its side at start, so that a caller never gives up on work that is about to succeed.
 */
public final class TimeLimits {
    /** auth-broker-service answers a probe: a call of the provider, with a refresh before it if there is time. */
    public static final Duration PROBE = Duration.ofSeconds(14);

    /** auth-broker-service answers connection-service, which may include waiting for other work on the connection. */
    public static final Duration CONSENT = Duration.ofSeconds(18);

    /** verifier-service answers a request for a check: a probe, or the wait for one that runs. */
    public static final Duration CHECK = Duration.ofSeconds(24);

    private TimeLimits() {}
}
