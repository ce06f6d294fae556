package io.latchkey.catalog.jwt;

import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import org.jspecify.annotations.Nullable;

/**
 * A part of an entered value. Exactly one of the others is set.
 *
 * @param field the id of the field
 * @param pointer JSON pointer, for a field that contains JSON
 * @param pattern a regular expression that the whole value matches; the part is its first group
 */
public record DerivedValue(
        String field, @Nullable String pointer, @Nullable String pattern) {
    public DerivedValue {
        field = Require.present("field", field);
        pointer = pointer == null ? null : Require.pointer("pointer", pointer);
        pattern = pattern == null ? null : Require.pattern("pattern", pattern);
        if ((pointer == null) == (pattern == null)) {
            throw new InvalidFieldException("pointer", "must be set, or pattern: exactly one of them");
        }
    }
}
