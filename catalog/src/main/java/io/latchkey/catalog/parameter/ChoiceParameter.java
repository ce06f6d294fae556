package io.latchkey.catalog.parameter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One of a few values, for example a region.
 *
 * @param label above the field of the form
 * @param help below the field; null: nothing
 * @param preset the choice on the form before the person changes it; null: none
 */
public record ChoiceParameter(
        String id,
        String label,
        @Nullable String help,
        List<Choice> choices,
        @JsonProperty("default") @Nullable String preset)
        implements EnteredParameter {
    /**
     * One value.
     *
     * @param label on the form; the value itself by default
     */
    public record Choice(String value, String label) {
        public Choice {
            value = Require.present("value", value);
            if (!ValuePattern.isValue(value)) {
                throw new InvalidFieldException(
                        "value", "must be printable ASCII without braces, and shorter than 256 characters");
            }
            label = label == null || label.isBlank() ? value : label;
        }
    }

    public ChoiceParameter {
        id = ParameterId.require(id);
        label = Require.present("label", label);
        choices = List.copyOf(choices);
        if (choices.isEmpty()) {
            throw new InvalidFieldException("choices", "is missing");
        }
        requireDistinct(choices);
        if (preset != null && !contains(choices, preset)) {
            throw new InvalidFieldException("default", "is not one of the choices", List.of("choices"));
        }
    }

    @Override
    public boolean accepts(String value) {
        return contains(choices, value);
    }

    @Override
    public boolean isPlain() {
        return choices.stream().map(Choice::value).allMatch(PlainPattern::isPlainText);
    }

    /** The entry lists all hosts. */
    @Override
    public boolean namesAnyHost() {
        return false;
    }

    @Override
    public String example() {
        return choices.get(0).value();
    }

    @Override
    public String rule() {
        return "be one of " + choices.stream().map(Choice::value).collect(Collectors.joining(", "));
    }

    private static boolean contains(List<Choice> choices, String value) {
        return choices.stream().anyMatch(choice -> choice.value().equals(value));
    }

    private static void requireDistinct(List<Choice> choices) {
        var values = new HashSet<String>();
        for (var i = 0; i < choices.size(); i++) {
            if (!values.add(choices.get(i).value())) {
                throw new InvalidFieldException("choices." + i + ".value", "is here for the second time");
            }
        }
    }
}
