package io.latchkey.catalog.apikey;

import io.latchkey.catalog.rule.Require;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One value that a user enters.
 *
 * @param id how the placement refers to it
 * @param label above the field, for example "API token"
 * @param help below the field: where to find the value; null: nothing
 * @param pattern a regular expression that the whole value matches; null: any printable ASCII
 * @param visible whether the value is shown while the user types it, for example a user name
 */
public record KeyField(
        String id,
        String label,
        @Nullable String help,
        @Nullable String pattern,
        boolean visible) {
    /** The characters and the length that an HTTP header allows (RFC 9110, section 5.5). */
    private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,4094}[\\x21-\\x7e])?");

    public KeyField {
        id = Require.id("id", id);
        label = Require.present("label", label);
        pattern = pattern == null ? null : Require.pattern("pattern", pattern);
    }

    /** Whether {@code value} can be one. */
    public boolean accepts(String value) {
        return SENDABLE.matcher(value).matches() && (pattern == null || Pattern.matches(pattern, value));
    }
}
