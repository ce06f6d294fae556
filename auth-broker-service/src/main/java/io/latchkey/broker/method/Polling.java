package io.latchkey.broker.method;

import io.latchkey.broker.method.Begun.Kept;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a method whose user consents on a separate page: no response returns to the browser, so the broker polls
 * the provider for the result.
 */
public interface Polling {
    /** The step that {@link AuthMethod#begin} returned with {@code kept}. */
    NextStep.DeviceCode step(Kept kept);

    /** Sends one request. Fails with a {@link ProviderException} if the provider does not respond as documented. */
    Uni<Polled> poll(Kept kept, List<String> permissions);

    /**
     * The result of a poll.
     *
     * @param obtained set only with {@link Verdict#GRANTED}
     */
    record Polled(Verdict verdict, @Nullable Obtained obtained) {
        public static Polled granted(Obtained obtained) {
            return new Polled(Verdict.GRANTED, obtained);
        }

        /** A result without a credential. */
        public static Polled of(Verdict verdict) {
            return new Polled(verdict, null);
        }

        /** The credential. Only with {@link Verdict#GRANTED}. */
        public Obtained requireObtained() {
            return Objects.requireNonNull(obtained, "obtained");
        }
    }

    /** What the provider says. */
    enum Verdict {
        GRANTED,
        /** The user has not finished yet. */
        PENDING,
        /** The same, and polls must become rarer. */
        SLOW_DOWN,
        DENIED,
        /** The code is no longer valid. */
        EXPIRED
    }
}
