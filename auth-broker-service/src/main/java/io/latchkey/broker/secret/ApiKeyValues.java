package io.latchkey.broker.secret;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * The values that a user entered to grant access: one key, or several values that belong together.
 *
 * @param fields by their ids in the catalog
 * @param obtainedAt when they were entered
 */
public record ApiKeyValues(Map<String, Secret> fields, Instant obtainedAt) implements EnteredMaterial {
    public ApiKeyValues {
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("an API key has at least one field");
        }
        fields = Map.copyOf(fields);
        Objects.requireNonNull(obtainedAt, "obtainedAt");
    }

    @Override
    public String type() {
        return "api-key";
    }
}
