package io.latchkey.broker.consent.connect;

import io.latchkey.broker.consent.browser.ParameterField;
import io.latchkey.broker.consent.browser.ParameterField.Choice;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.parameter.ChoiceParameter;
import io.latchkey.catalog.parameter.EnteredParameter;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person entered for connection parameters on the connect page.
 *
 * @param values by the ids of the parameters, without the white space around them
 * @param isSubmitted false: the page is shown for the first time
 */
record EnteredParameters(Map<String, String> values, boolean isSubmitted) {
    /** Before the person has entered anything. */
    static final EnteredParameters NONE = new EnteredParameters(Map.of(), false);

    EnteredParameters {
        values = Map.copyOf(values);
    }

    /** The fields of a form that are for parameters. */
    static EnteredParameters of(MultivaluedMap<String, String> fields) {
        var values = new HashMap<String, String>();
        fields.forEach((name, given) -> {
            if (name.startsWith(ParameterField.PREFIX) && given.size() == 1) {
                values.put(
                        name.substring(ParameterField.PREFIX.length()),
                        given.get(0).strip());
            }
        });
        return new EnteredParameters(values, true);
    }

    /** The parameters that a person must enter, because {@code known} has no value for them. */
    private static List<EnteredParameter> asked(Provider provider, Map<String, String> known) {
        return provider.entered().stream()
                .filter(parameter -> !known.containsKey(parameter.id()))
                .toList();
    }

    /**
     * The values of all parameters that are known now. Fails with {@link ParametersRefused} if a value is missing or
     * not acceptable.
     */
    Map<String, String> over(Provider provider, Map<String, String> known) {
        var all = new HashMap<>(known);
        for (var parameter : asked(provider, known)) {
            var value = values.get(parameter.id());
            if (value == null || !parameter.accepts(value)) {
                throw new ParametersRefused(this);
            }
            all.put(parameter.id(), value);
        }
        return all;
    }

    /** The fields of the page, with what was entered. */
    List<ParameterField> fields(Provider provider, Map<String, String> known) {
        return asked(provider, known).stream()
                .map(parameter -> field(parameter, provider.name()))
                .toList();
    }

    private ParameterField field(EnteredParameter parameter, String provider) {
        var value = Optional.ofNullable(values.get(parameter.id()))
                .or(parameter::usual)
                .orElse("");
        return new ParameterField(
                parameter.id(),
                parameter.label(),
                parameter.help(),
                parameter.example(),
                value,
                choices(parameter, value),
                fault(parameter, value, provider));
    }

    private static List<Choice> choices(EnteredParameter parameter, String value) {
        return parameter instanceof ChoiceParameter choice
                ? choice.choices().stream()
                        .map(one ->
                                new Choice(one.value(), one.label(), one.value().equals(value)))
                        .toList()
                : List.of();
    }

    private @Nullable String fault(EnteredParameter parameter, String value, String provider) {
        if (!isSubmitted || parameter.accepts(value)) {
            return null;
        }
        var example = parameter.example() == null ? "" : " Example: " + parameter.example();
        return value.isEmpty()
                ? "Enter a value." + example
                : "This does not have the form that " + provider + " uses." + example;
    }
}
