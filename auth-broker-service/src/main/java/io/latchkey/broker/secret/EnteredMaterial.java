package io.latchkey.broker.secret;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a person entered and requests carry as it is. Latchkey neither renews nor revokes it. */
public sealed interface EnteredMaterial extends Material permits ApiKeyValues, BasicLogin, DriverFields {
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
