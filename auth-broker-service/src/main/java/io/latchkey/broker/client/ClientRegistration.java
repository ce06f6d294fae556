package io.latchkey.broker.client;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.contracts.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * Body of {@code PUT /v1/providers/{id}/client}: the client id and secret that the provider issued when Latchkey was
 * registered there.
 */
record ClientRegistration(
        @JsonPropertyDescription("Client id that the provider issued")
        @NotBlank(message = MISSING)
        @Size(max = MAX_LENGTH, message = TOO_LONG)
        @Pattern(regexp = Limits.NO_CONTROL_CHARACTERS, message = Limits.CONTROL_CHARACTERS)
        @AsIssued
        String clientId,

        @JsonPropertyDescription("Client secret that the provider issued; no response contains it")
        @NotBlank(message = MISSING)
        @Size(max = MAX_LENGTH, message = TOO_LONG)
        @Pattern(regexp = Limits.NO_CONTROL_CHARACTERS, message = Limits.CONTROL_CHARACTERS)
        @AsIssued
        String clientSecret) {
    private static final int MAX_LENGTH = 4096;
    private static final String MISSING = "is missing or empty. Send the value as the provider shows it.";
    private static final String TOO_LONG = "is longer than {max} characters. Send the value as the provider shows it.";

    @Override
    public String toString() {
        return "ClientRegistration[clientId=" + clientId + "]";
    }
}
