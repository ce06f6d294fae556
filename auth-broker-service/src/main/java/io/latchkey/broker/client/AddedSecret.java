package io.latchkey.broker.client;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.contracts.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Body of {@code POST /v1/providers/{id}/client/secrets}: a further secret that the provider issued for the client. */
record AddedSecret(
        @JsonPropertyDescription("Client secret that the provider issued; no response contains it")
        @NotBlank(message = Issued.MISSING)
        @Size(max = Issued.MAX_LENGTH, message = Issued.TOO_LONG)
        @Pattern(regexp = Limits.NO_CONTROL_CHARACTERS, message = Limits.CONTROL_CHARACTERS)
        @AsIssued
        String clientSecret) {
    @Override
    public String toString() {
        return "AddedSecret[]";
    }
}
