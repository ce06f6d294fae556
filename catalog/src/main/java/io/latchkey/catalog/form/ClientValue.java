package io.latchkey.catalog.form;

import io.latchkey.catalog.parameter.ParameterId;
import io.latchkey.catalog.rule.Require;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value that belongs to the registered client besides its secret, and that requests to the API carry, for example a
 * developer token or a subscription key. It identifies the platform and not a user.
 *
 * @param id how templates refer to it
 * @param label above the field, for example "Developer token"
 * @param help below the field: where to find the value; null: nothing
 * @param pattern a regular expression that the whole value matches; null: any value
 * @param visible whether a form shows the value while it is typed, because it is no secret
 */
public record ClientValue(
        String id,
        String label,
        @Nullable String help,
        @Nullable String pattern,
        boolean visible) {
    /** What a header field can carry. */
    private static final Pattern USABLE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,4094}[\\x21-\\x7e])?");

    public ClientValue {
        id = ParameterId.require(id);
        label = Require.present("label", label);
        pattern = pattern == null ? null : Require.pattern("pattern", pattern);
    }

    /** Whether {@code value} can be one. */
    public boolean accepts(String value) {
        return USABLE.matcher(value).matches() && (pattern == null || Pattern.matches(pattern, value));
    }
}
