package io.latchkey.broker.secret;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Values for a client library, such as host, user name and password of a database.
 *
 * @param fields by their ids in the catalog, without those that were left empty
 * @param obtainedAt when they were entered
 */
public record DriverFields(Map<String, Secret> fields, Instant obtainedAt) implements EnteredMaterial {
    public DriverFields {
        fields = Map.copyOf(fields);
        Objects.requireNonNull(obtainedAt, "obtainedAt");
    }

    @Override
    public String type() {
        return "driver";
    }

    @Override
    public Map<String, String> values() {
        return fields.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue()
                .reveal()));
    }
}
