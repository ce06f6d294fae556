package io.latchkey.catalog.reported;

import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import org.jspecify.annotations.Nullable;

/** A value in the response to a probe, or to another request with the same credential. */
public sealed interface ReportedValue permits ReportedExpiry, ReportedScopes {
    /** Of the other request, a GET; null: the value is in the response to the probe. */
    @Nullable
    String url();

    /** JSON pointer (RFC 6901) to the value in the body; null: it is in a header. */
    @Nullable
    String pointer();

    /** The header with the value; null: it is in the body. */
    @Nullable
    String header();

    /** Fails unless the value is in exactly one place. */
    static void requirePlace(@Nullable String pointer, @Nullable String header) {
        if ((pointer == null) == (header == null)) {
            throw new InvalidFieldException("pointer", "must be set, or header: exactly one of them");
        }
        var unusedPointer = Require.optionalPointer("pointer", pointer);
        var unusedHeader = header == null ? null : Require.token("header", header);
    }
}
