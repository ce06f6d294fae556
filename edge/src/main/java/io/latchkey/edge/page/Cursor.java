package io.latchkey.edge.page;

import java.time.Instant;
import java.util.UUID;

/** The last row of a page: the next page begins behind it. Opaque to callers. */
public record Cursor(Instant at, UUID id) {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    public String encode() {
        return OpaqueText.of(at + " " + id);
    }

    /** Years 1 to 9999, which every database can compare. */
    private static Instant requireCommon(Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("out of range");
        }
        return time;
    }

    /** A 400 problem for anything that {@link #encode} did not make. */
    public static Cursor decode(String cursor) {
        return OpaqueText.read(cursor, text -> {
            var parts = text.split(" ", 2);
            return new Cursor(requireCommon(Instant.parse(parts[0])), UUID.fromString(parts[1]));
        });
    }
}
