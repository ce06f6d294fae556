package io.latchkey.broker.secret;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person entered and requests carry as it is. Latchkey neither renews nor revokes it. */
public sealed interface EnteredMaterial extends Material permits ApiKeyValues, AwsKey, BasicLogin, DriverFields {
    /** The values that platform services receive as they were entered, by their names. Empty if requests carry all. */
    default Map<String, String> values() {
        return Map.of();
    }

    @Override
    default @Nullable Instant expiresAt() {
        return null;
    }

    @Override
    default boolean renewable() {
        return false;
    }

    @Override
    default boolean revocable() {
        return false;
    }
}
