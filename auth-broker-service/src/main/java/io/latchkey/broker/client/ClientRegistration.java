package io.latchkey.broker.client;

import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.edge.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /v1/providers/{id}/client}: what the provider gave when Latchkey was registered there.
 *
 * @param clientSecret write-only: no answer ever shows it
 */
record ClientRegistration(String clientId, String clientSecret) {
    private static final int MAX_LENGTH = 4096;

    /** The client, if both parts are there and plausible; a 400 problem otherwise. */
    static ProviderClient accepted(@Nullable ClientRegistration body) {
        if (body == null) {
            throw Problem.invalid("body", "It is missing.", "Send clientId and clientSecret.");
        }
        requirePlausible("clientId", body.clientId);
        requirePlausible("clientSecret", body.clientSecret);
        return new ProviderClient(body.clientId, Secret.of(body.clientSecret));
    }

    private static void requirePlausible(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Problem.invalid(field, "It is missing or empty.", "Send it as the provider shows it.");
        }
        if (value.length() > MAX_LENGTH || value.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid(
                    field,
                    "It is longer than " + MAX_LENGTH + " characters or has control characters.",
                    "Send it as the provider shows it.");
        }
    }

    @Override
    public String toString() {
        return "ClientRegistration[clientId=" + clientId + "]";
    }
}
