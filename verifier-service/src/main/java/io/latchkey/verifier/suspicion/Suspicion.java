package io.latchkey.verifier.suspicion;

import io.latchkey.contracts.connection.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one generation that found {@link Outcome#SUSPECT} since the provider last accepted a token of it.
 *
 * @param refusals number of these checks
 * @param since when the first of these checks was made; null if there was none
 */
public record Suspicion(int refusals, @Nullable Instant since) {
    public static final Suspicion NONE = new Suspicion(0, null);

    /**
     * A token that the provider accepts ends the suspicion. An outcome that says nothing about the token does not
     * change it.
     */
    public Suspicion after(Outcome outcome, Instant at) {
        return switch (outcome) {
            case SUSPECT -> new Suspicion(refusals + 1, since == null ? at : since);
            case OK, INSUFFICIENT, LIMITED -> NONE;
            case PERMANENT, TRANSIENT, THROTTLED, NOT_VERIFIABLE, OPERATOR_FAULT, UNKNOWN -> this;
        };
    }
}
