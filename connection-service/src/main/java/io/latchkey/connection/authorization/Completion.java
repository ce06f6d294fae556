package io.latchkey.connection.authorization;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Body of a completion request. */
record Completion(
        @JsonPropertyDescription("The completion code from the redirect to returnUrl")
        @NotNull
        @Size(
                min = 1,
                max = 200,
                message = "has not {min} to {max} characters. Send the code from the redirect unchanged.")
        String code,

        @JsonPropertyDescription(
                "The code verifier (RFC 7636) of the codeChallenge; required if the authorization has a code challenge, otherwise not allowed")
        @Size(
                max = 128,
                message =
                        "is longer than {max} characters. Send the code verifier of the authorization's codeChallenge.")
        @Nullable
        String codeVerifier) {
    @Override
    public String toString() {
        return "Completion[...]";
    }
}
