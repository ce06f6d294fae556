package io.latchkey.broker.origin.confirmation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.catalog.Origin;
import io.latchkey.catalog.OriginFields;
import io.latchkey.work.failure.Invalid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of a confirmation: the origin as GET returns it, so that no other origin is confirmed. */
record NamedOrigin(
        @JsonPropertyDescription(OriginFields.ISSUER) @Nullable
        String issuer,

        @JsonPropertyDescription(OriginFields.TOKEN_ENDPOINT) @Nullable
        String tokenEndpoint,

        @JsonPropertyDescription(OriginFields.REFRESH_ENDPOINT) @Nullable
        String refreshEndpoint,

        @JsonPropertyDescription(OriginFields.HOSTS) @NotNull(message = MISSING)
        List<@NotNull(message = MISSING) String> hosts) {
    private static final String REMEDY = "Send the origin that GET returns, after you have checked it.";
    private static final String MISSING = "is missing. " + REMEDY;

    /** Returns the origin. Throws {@link Invalid} that names an endpoint of {@code present} that is missing here. */
    Origin completeAs(Origin present) {
        requireNamed("tokenEndpoint", present.tokenEndpoint(), tokenEndpoint);
        requireNamed("refreshEndpoint", present.refreshEndpoint(), refreshEndpoint);
        return new Origin(issuer, tokenEndpoint, refreshEndpoint, hosts);
    }

    private static void requireNamed(String field, @Nullable String present, @Nullable String named) {
        if (present != null && named == null) {
            throw new Invalid(field, "The value is missing.", REMEDY);
        }
    }
}
