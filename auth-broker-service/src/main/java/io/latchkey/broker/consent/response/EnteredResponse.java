package io.latchkey.broker.consent.response;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.contracts.Limits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /v1/authorizations/{id}/response}. */
record EnteredResponse(
        @JsonPropertyDescription(
                "Values of the fields of the authentication method, by their ids in the catalog. A value may be a secret: no response contains it")
        @NotNull(message = "is missing. Send the values of the method's fields, which GET /v1/providers/{id} lists.")
        @Size(max = MOST, message = TOO_MANY)
        Map<@NotNull String, @NotNull(message = NO_VALUE) String> fields,

        @JsonPropertyDescription(
                "Values of connection parameters that the request for the authorization did not name; absent if there are none")
        @Size(max = MOST, message = TOO_MANY)
        @Nullable
        Map<
                        @NotNull String,
                        @NotNull(message = NO_VALUE)
                        @Size(max = Limits.PARAMETER_LENGTH, message = Limits.PARAMETER_TOO_LONG) String>
                parameters) {
    private static final int MOST = 50;
    private static final String TOO_MANY = "has more than {max} values. Send the fields that the catalog lists.";
    private static final String NO_VALUE = "has a value that is null. Omit what has no value.";

    Map<String, String> parametersOrNone() {
        return Objects.requireNonNullElse(parameters, Map.of());
    }

    /** The fields as a form would have them. */
    BrowserResponse response() {
        return BrowserResponse.of(new MultivaluedHashMap<>(fields));
    }

    /** Each value may be a secret. */
    @Override
    public String toString() {
        return "EnteredResponse[]";
    }
}
