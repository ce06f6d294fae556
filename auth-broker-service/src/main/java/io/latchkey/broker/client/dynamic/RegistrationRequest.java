package io.latchkey.broker.client.dynamic;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.contracts.Limits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /v1/providers/{id}/client/registrations}. */
record RegistrationRequest(
        @JsonPropertyDescription("Name of the client, which the provider shows to users; `Latchkey` if it is absent")
        @Nullable
        @Size(min = 1, max = LONGEST_NAME, message = "does not have 1 to {max} characters. Send a short name.")
        @Pattern(regexp = Limits.NO_CONTROL_CHARACTERS, message = Limits.CONTROL_CHARACTERS)
        String clientName,

        @JsonPropertyDescription(
                "Scopes that the client may request, separated by spaces; if it is absent, the provider registers its default scopes")
        @Nullable
        @Size(max = LONGEST_SCOPE, message = "is longer than {max} characters. Send fewer scopes.")
        @Pattern(
                regexp = "[\\x21\\x23-\\x5b\\x5d-\\x7e]+( [\\x21\\x23-\\x5b\\x5d-\\x7e]+)*",
                message = "is not a list of scopes. Separate them by single spaces.")
        String scope,

        @JsonPropertyDescription(
                "Initial access token, if the provider requires one; it is sent to the provider and not stored")
        @Nullable
        @Size(min = 1, max = LONGEST_TOKEN, message = "does not have 1 to {max} characters. Send the token as issued.")
        @Pattern(regexp = "^[\\x21-\\x7e]*$", message = "contains characters that a token cannot have. Remove them.")
        String initialAccessToken,

        @JsonPropertyDescription(
                "Values of the client that the provider issues in another way, such as a developer token, by their ids in the catalog; they are not sent to the endpoint for registrations")
        @Nullable
        @Size(max = MOST_VALUES, message = "has more than {max} members. Send those that the catalog declares.")
        Map<
                        @Size(max = LONGEST_VALUE, message = TOO_LONG) String,
                        @NotNull(message = MISSING) @Size(max = LONGEST_VALUE, message = TOO_LONG) String>
                values) {
    private static final int MOST_VALUES = 10;
    private static final int LONGEST_VALUE = 4096;
    private static final String TOO_LONG = "is longer than {max} characters. Send the value as the provider shows it.";
    private static final String MISSING = "is missing. Send the value as the provider shows it.";
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SCOPE = 4000;
    private static final int LONGEST_TOKEN = 8192;

    @Override
    public String toString() {
        return "RegistrationRequest[clientName=" + clientName + "]";
    }
}
