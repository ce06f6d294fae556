package io.latchkey.connection.authorization;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Body of a completion request.
 *
 * @param code the completion code from the redirect to {@code returnUrl}
 * @param codeVerifier code verifier for {@code codeChallenge}; required if the authorization has a code challenge,
 *     otherwise not allowed
 */
record Completion(
        @NotNull
        @Size(
                min = 1,
                max = 200,
                message = "has not {min} to {max} characters. Send the code from the redirect unchanged.")
        String code,

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
