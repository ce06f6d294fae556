package io.latchkey.verifier.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Grants for tests. */
public final class Grants {
    public static final UUID CONNECTION = UUID.fromString("01900000-0000-7000-8000-000000000001");
    public static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");

    private Grants() {}

    /** One that began at {@link #BEGAN}; null: without an end. */
    public static Grant lasting(@Nullable Duration life) {
        return new Grant(CONNECTION, "acme", "northwind", 1, BEGAN, life == null ? null : BEGAN.plus(life));
    }
}
