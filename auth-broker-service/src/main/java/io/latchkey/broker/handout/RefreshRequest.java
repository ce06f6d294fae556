package io.latchkey.broker.handout;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** The credential to replace. */
public record RefreshRequest(
        @JsonPropertyDescription(
                "Version of the credential that the provider refused, as it was returned; absent: the current version")
        @Min(
                value = 1,
                message =
                        "is below {value}. Send the credentialVersion of the credential that was refused, or no body.")
        @Nullable
        Long credentialVersion) {}
