package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Result of the checks of a connection; it never decides the state. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Health(
        @JsonPropertyDescription("When the last check ended; absent before the first") @Nullable
        Instant checkedAt,

        @JsonPropertyDescription("Result of the last check; absent before the first") @Nullable
        Outcome outcome,

        @JsonPropertyDescription("Code from a closed list with more detail, for example timeout or http_503") @Nullable
        String detail,

        @JsonPropertyDescription("Response time of the provider") @Nullable
        Long latencyMillis,

        @JsonPropertyDescription("Number of checks since the last one with the outcome ok")
        int failuresInARow,

        @JsonPropertyDescription(
                "Since when it is unknown whether a refresh replaced the refresh token, because its response did not arrive; absent otherwise")
        @Nullable
        Instant refreshInDoubtSince) {
    public static final Health UNCHECKED = new Health(null, null, null, null, 0, null);
}
