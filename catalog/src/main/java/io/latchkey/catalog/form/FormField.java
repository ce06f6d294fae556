package io.latchkey.catalog.form;

import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One value that a user enters.
 *
 * @param id how the rest of the method refers to it
 * @param label above the field, for example "API token"
 * @param help below the field: where to find the value; null: nothing
 * @param pattern a regular expression that the whole value matches; null: any value
 * @param visible whether the value is shown while the user types it, for example a user name
 * @param multiline whether the value has several lines, for example a private key; it is then shown too
 * @param optional whether the user may leave it empty
 */
public record FormField(
        String id,
        String label,
        @Nullable String help,
        @Nullable String pattern,
        boolean visible,
        boolean multiline,
        boolean optional) {
    private static final Pattern LINE = Pattern.compile("\\P{Cc}{1,4096}");
    private static final Pattern LINES = Pattern.compile("[\\P{Cc}\\r\\n\\t]{1,16384}");

    public FormField {
        id = Require.id("id", id);
        label = Require.present("label", label);
        pattern = pattern == null ? null : Require.pattern("pattern", pattern);
    }

    /** The fields of a form: at least one is not optional, and no two have the same id. */
    public static List<FormField> form(String field, List<FormField> fields) {
        if (fields.isEmpty()) {
            throw new InvalidFieldException(field, "is missing");
        }
        if (fields.stream().allMatch(FormField::optional)) {
            throw new InvalidFieldException(field, "are all optional: at least one must not be");
        }
        return Require.distinct(field, fields, FormField::id);
    }

    /** The ids of the fields that {@code condition} holds for. */
    public static Set<String> ids(List<FormField> fields, Predicate<FormField> condition) {
        return fields.stream().filter(condition).map(FormField::id).collect(Collectors.toSet());
    }

    /** Whether {@code value}, which is not empty, can be one. */
    public boolean accepts(String value) {
        return (multiline ? LINES : LINE).matcher(value).matches()
                && (pattern == null || Pattern.matches(pattern, value));
    }
}
