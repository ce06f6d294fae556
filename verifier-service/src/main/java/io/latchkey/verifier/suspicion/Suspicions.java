package io.latchkey.verifier.suspicion;

import java.time.Duration;
import java.time.Instant;

/**
 * Determines when a suspicion counts as permanent, and when to check again until then. Pure functions.
 *
 * <ol>
 *   <li>Three refusals over at least {@code period} end a connection, unless an incident of its provider is open.
 *   <li>An incident counts for at most {@code incidentLimit}: a provider that refuses everything for so long has
 *       revoked everything.
 *   <li>The second check follows soon, the third when {@code period} has passed, further checks once per
 *       {@code period}.
 * </ol>
 *
 * @param again the pause before the second check
 */
public record Suspicions(Duration again, Duration period, Duration incidentLimit) {
    private static final int ENOUGH = 3;

    public Suspicions {
        requirePositive("again", again);
        requirePositive("period", period);
        requirePositive("incident-limit", incidentLimit);
    }

    /** Whether the refusals are enough to end a connection, unless an incident explains them. */
    public boolean isEnough(Suspicion suspicion, Instant now) {
        return suspicion.refusals() >= ENOUGH && hasLasted(suspicion, period, now);
    }

    /** Whether the suspicion has lasted longer than any incident counts. */
    public boolean outlastsIncidents(Suspicion suspicion, Instant now) {
        return hasLasted(suspicion, incidentLimit, now);
    }

    /** When to check again after a refusal at {@code now}. */
    public Instant next(Suspicion suspicion, Instant now) {
        var ripe = suspicion.since() == null ? now : suspicion.since().plus(period);
        var soon = now.plus(again);
        if (suspicion.refusals() < ENOUGH - 1) {
            return soon;
        }
        if (ripe.isAfter(now)) {
            return ripe.isAfter(soon) ? ripe : soon;
        }
        return suspicion.refusals() < ENOUGH ? soon : now.plus(period);
    }

    private static boolean hasLasted(Suspicion suspicion, Duration time, Instant now) {
        return suspicion.since() != null && !suspicion.since().plus(time).isAfter(now);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("the suspicion's " + name + " is not positive: " + duration);
        }
    }
}
