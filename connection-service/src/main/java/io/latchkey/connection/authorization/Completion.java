package io.latchkey.connection.authorization;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Body of a completion.
 *
 * @param code what the browser brought to {@code returnUrl}
 * @param codeVerifier what {@code codeChallenge} was made of; must be there exactly if that was
 */
record Completion(
        @NotNull @Size(min = 1, max = 200) String code,
        @Size(max = 128) @Nullable String codeVerifier) {
    @Override
    public String toString() {
        return "Completion[...]";
    }
}
