package io.latchkey.broker.client;

import io.latchkey.catalog.Origin;
import io.latchkey.work.failure.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of a confirmation: the origin as GET returns it, so that no other origin is confirmed. */
record NamedOrigin(
        @Nullable String issuer,
        @Nullable String tokenEndpoint,
        @Nullable String refreshEndpoint,
        @Nullable List<String> hosts) {
    private static final String REMEDY = "Send the origin that GET returns, after you have checked it.";

    /** Returns the origin. Throws {@link Invalid} that names a part of {@code present} that is missing in the body. */
    static Origin accepted(@Nullable NamedOrigin body, Origin present) {
        if (body == null) {
            throw new Invalid("body", "The value is missing.", REMEDY);
        }
        return new Origin(
                body.issuer,
                present.tokenEndpoint() == null ? body.tokenEndpoint : present("tokenEndpoint", body.tokenEndpoint),
                present.refreshEndpoint() == null
                        ? body.refreshEndpoint
                        : present("refreshEndpoint", body.refreshEndpoint),
                present("hosts", body.hosts));
    }

    private static <T> T present(String field, @Nullable T value) {
        if (value == null || (value instanceof List<?> list && list.contains(null))) {
            throw new Invalid(field, "The value is missing.", REMEDY);
        }
        return value;
    }
}
