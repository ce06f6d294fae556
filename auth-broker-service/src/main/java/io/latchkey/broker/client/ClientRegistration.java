package io.latchkey.broker.client;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.broker.secret.Secret;
import io.latchkey.contracts.Limits;
import io.latchkey.work.failure.Invalid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /v1/providers/{id}/client}: the client id and secret that the provider issued when Latchkey was
 * registered there.
 */
record ClientRegistration(
        @JsonPropertyDescription("Client id that the provider issued")
        @NotBlank(message = Issued.MISSING)
        @Size(max = Issued.MAX_LENGTH, message = Issued.TOO_LONG)
        @Pattern(regexp = Limits.NO_CONTROL_CHARACTERS, message = Limits.CONTROL_CHARACTERS)
        @AsIssued
        String clientId,

        @JsonPropertyDescription(
                "Client secret that the provider issued; no response contains it. Omit it if `clientSecrets` is present, or if the provider does not authenticate its clients")
        @Nullable
        @Size(max = Issued.MAX_LENGTH, message = Issued.TOO_LONG)
        @Pattern(regexp = Limits.NO_CONTROL_CHARACTERS, message = Limits.CONTROL_CHARACTERS)
        @AsIssued
        String clientSecret,

        @JsonPropertyDescription(
                "Instead of `clientSecret` during a rotation: the secrets in the order in which Latchkey tries them, the new one first")
        @Nullable
        @Size(max = Issued.MOST_SECRETS, message = "has more than {max} values. Omit the oldest secrets.")
        List<
                        @NotBlank(message = Issued.MISSING) @Size(max = Issued.MAX_LENGTH, message = Issued.TOO_LONG)
                        @Pattern(regexp = Limits.NO_CONTROL_CHARACTERS, message = Limits.CONTROL_CHARACTERS) @AsIssued
                        String>
                clientSecrets,

        @JsonPropertyDescription(
                "Name that the provider has given to the redirect URI, only for a provider whose requests carry it instead, such as the RuName of eBay")
        @Nullable
        @Size(max = Issued.MAX_LENGTH, message = Issued.TOO_LONG)
        @Pattern(regexp = ALIAS, message = "contains characters other than letters, digits and . _ ~ : / -")
        String redirectAlias,

        @JsonPropertyDescription(
                "Further values of the client that requests to the provider's API carry, such as a developer token, by their ids in the catalog; no response contains them except a credential")
        @Nullable
        @Size(max = Issued.MOST_VALUES, message = "has more than {max} members. Send those that the catalog declares.")
        Map<
                        @Size(max = Issued.MAX_LENGTH, message = Issued.TOO_LONG) String,
                        @NotNull(message = Issued.MISSING) @Size(max = Issued.MAX_LENGTH, message = Issued.TOO_LONG)
                        @AsIssued String>
                values) {
    private static final String ALIAS = "[A-Za-z0-9._~:/-]*";

    /** The secrets in order. Fails with an {@link Invalid} if there is none or if both fields are present. */
    List<Secret> secrets() {
        var several = clientSecrets == null ? List.<String>of() : clientSecrets;
        var one = clientSecret == null || clientSecret.isBlank() ? null : clientSecret;
        if (one != null && !several.isEmpty()) {
            throw new Invalid(
                    "clientSecrets", "Both clientSecret and clientSecrets are present.", "Send one of the two fields.");
        }
        return (one == null ? several : List.of(one))
                .stream().distinct().map(Secret::of).toList();
    }

    @Override
    public String toString() {
        return "ClientRegistration[clientId=" + clientId + "]";
    }
}
