package io.latchkey.catalog.parameter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that a person types.
 *
 * @param label above the field of the form, for example "Subdomain"
 * @param help below the field: where to find the value; null: nothing
 * @param example a value that the parameter accepts; null: none is shown
 * @param pattern a regular expression that the whole value matches; null: a label of a host name, or with
 *     {@code any-host} a host name with or without a port
 * @param anyHost whether the value is a host that the person chooses freely
 * @param preset the value on the form before the person changes it; null: none
 */
public record TextParameter(
        String id,
        String label,
        @Nullable String help,
        @Nullable String example,
        @Nullable String pattern,
        boolean anyHost,
        @JsonProperty("default") @Nullable String preset)
        implements EnteredParameter {
    public TextParameter {
        id = ParameterId.require(id);
        label = Require.present("label", label);
        pattern = ValuePattern.pattern(pattern);
        requireAccepted("example", example, pattern, anyHost);
        requireAccepted("default", preset, pattern, anyHost);
    }

    @Override
    public boolean accepts(String value) {
        return accepts(value, pattern, anyHost);
    }

    private static boolean accepts(String value, @Nullable String pattern, boolean anyHost) {
        if (anyHost && !ValuePattern.isHost(value)) {
            return false;
        }
        var usual = anyHost ? ValuePattern.HOST : ValuePattern.LABEL;
        return ValuePattern.value(pattern == null ? usual : pattern, value)
                .filter(value::equals)
                .isPresent();
    }

    private static void requireAccepted(
            String field, @Nullable String value, @Nullable String pattern, boolean anyHost) {
        if (value != null && !accepts(value, pattern, anyHost)) {
            throw new InvalidFieldException(field, "is not a value that the parameter accepts", List.of("pattern"));
        }
    }

    @Override
    public boolean isPlain() {
        return pattern == null || PlainPattern.isPlain(pattern);
    }

    @Override
    public boolean namesAnyHost() {
        return anyHost || (pattern != null && ValuePattern.acceptsAnyHost(pattern));
    }

    @Override
    public String rule() {
        if (pattern != null) {
            return "match " + pattern;
        }
        return anyHost
                ? "be a host name, with a port if it is not 443, and nothing else"
                : "consist of letters, digits and hyphens between them";
    }
}
