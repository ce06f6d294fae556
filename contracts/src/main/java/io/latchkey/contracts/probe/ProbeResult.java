package io.latchkey.contracts.probe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Result of one cheap authenticated request to the provider.
 *
 * @param credentialVersion the version of the credential that was used
 * @param reason set only with {@link Outcome#PERMANENT}
 * @param detail a closed code that says more, for example {@code timeout} or {@code http_503}
 * @param httpStatus null without a response of the provider
 * @param expiresAt when the credential expires, as the provider reports; null: it reports no expiry
 * @param scopes that the catalog names and the provider reports for the credential; null: it reports none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProbeResult(
        UUID connectionId,
        int generation,
        long credentialVersion,
        Instant observedAt,
        Outcome outcome,
        @Nullable Reason reason,
        @Nullable String detail,
        @Nullable Integer httpStatus,
        @Nullable Long latencyMillis,
        @Nullable Instant expiresAt,
        @Nullable List<String> scopes) {}
