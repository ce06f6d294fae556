package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Result of the checks of a connection; it never decides the state.
 *
 * @param checkedAt when the last check ended; null before the first
 * @param outcome the result of the last check; null before the first
 * @param detail a closed code that says more, for example {@code timeout} or {@code http_503}
 * @param latencyMillis response time of the provider
 * @param failuresInARow checks since the last that was {@link Outcome#OK}
 * @param refreshInDoubtSince when a refresh of the current credential version remained without a readable response,
 *     although it may have replaced the refresh token; otherwise null
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
