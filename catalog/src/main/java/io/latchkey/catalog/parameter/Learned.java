package io.latchkey.catalog.parameter;

import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import org.jspecify.annotations.Nullable;

/** Rules for all parameters that a provider names. */
final class Learned {
    private Learned() {}

    /** A host that a provider names must be one of the provider's hosts. */
    static Take take(@Nullable Take take, @Nullable String pattern) {
        if (take == Take.HOST) {
            var unused = Require.present("pattern", pattern);
        }
        return take == null ? Take.TEXT : take;
    }

    static @Nullable String preset(@Nullable String value) {
        if (value != null && !ValuePattern.isValue(value)) {
            throw new InvalidFieldException("default", "must be printable ASCII without braces");
        }
        return value;
    }
}
