package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a connection fares at its checks; it never decides the state.
 *
 * @param checkedAt when the last check ended; null before the first
 * @param outcome what it found; null before the first
 * @param detail a closed code that says more, for example {@code timeout} or {@code http_503}
 * @param latencyMillis what the provider took to answer
 * @param failuresInARow checks since the last that was {@link Outcome#OK}
 * @param refreshInDoubtSince when the provider answered a refresh with success and no token could be found in the
 *     response; null unless the present credential version is in that doubt
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Health(
        @Nullable Instant checkedAt,
        @Nullable Outcome outcome,
        @Nullable String detail,
        @Nullable Long latencyMillis,
        int failuresInARow,
        @Nullable Instant refreshInDoubtSince) {
    public static final Health UNCHECKED = new Health(null, null, null, null, 0, null);
}
