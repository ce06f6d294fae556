package io.latchkey.broker.provider.draft;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.contracts.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /v1/provider-drafts}. */
record DraftRequest(
        @JsonPropertyDescription(
                "Issuer of the provider's authorization server, exactly as the provider documents it, or a protected resource whose metadata names the issuer")
        @NotBlank(message = "is missing. Send the issuer of the provider as an https URL.")
        String url,

        @JsonPropertyDescription("Id of the provider in the catalog; if it is absent, the draft proposes one")
        @Nullable
        @Pattern(
                regexp = "[a-z0-9][a-z0-9_.:-]{0,63}",
                message = "is not an id of a provider. Use lower-case letters, digits and _ . : -")
        String id,

        @JsonPropertyDescription("Name of the provider for users; if it is absent, the draft proposes one")
        @Nullable
        @Size(min = 1, max = LONGEST_NAME, message = "does not have 1 to {max} characters. Send a short name.")
        @Pattern(regexp = Limits.NO_CONTROL_CHARACTERS, message = Limits.CONTROL_CHARACTERS)
        String name) {
    private static final int LONGEST_NAME = 100;
}
