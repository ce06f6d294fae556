package io.latchkey.broker.method.entered;

import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.NextStep.Form;
import io.latchkey.broker.method.NextStep.Form.Field;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.form.FormField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The fields of a method that defines them in the catalog: their form, and the values that a person enters in it. */
public record EnteredFields(List<FormField> fields) {
    /** The characters that a header and a form of RFC 6749 can carry, without spaces around them. */
    private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,4094}[\\x21-\\x7e])?");

    /** Whether every provider can receive {@code value}, in a header or elsewhere (RFC 9110, section 5.5). */
    public static boolean isSendable(String value) {
        return SENDABLE.matcher(value).matches();
    }

    public Form form() {
        return new Form(fields.stream()
                .map(field -> new Field(
                        field.id(), field.label(), field.help(), field.visible(), field.multiline(), field.optional()))
                .toList());
    }

    /**
     * Refuses each field whose value is missing or invalid.
     *
     * @param further what else refuses a value
     */
    public List<Refusal> refusals(BrowserResponse response, BiFunction<FormField, String, Optional<Refusal>> further) {
        return fields.stream()
                .flatMap(field -> refusal(field, response.text(field.id()), further).stream())
                .toList();
    }

    private static Optional<Refusal> refusal(
            FormField field, Optional<String> value, BiFunction<FormField, String, Optional<Refusal>> further) {
        if (value.isEmpty() && field.optional()) {
            return Optional.empty();
        }
        return value.filter(field::accepts)
                .map(text -> further.apply(field, text))
                .orElseGet(() -> Optional.of(Refusal.malformed(field.id())));
    }

    /** The entered values of a response that is not refused, by the ids of their fields. */
    public Map<String, Secret> values(BrowserResponse response) {
        return fields.stream()
                .filter(field -> response.value(field.id()).isPresent())
                .collect(Collectors.toMap(
                        FormField::id, field -> response.value(field.id()).orElseThrow()));
    }

    /** The texts for templates: {@code entered}, and nothing for each field that was left empty. */
    public Map<String, String> texts(Map<String, Secret> entered) {
        var texts = new HashMap<String, String>();
        for (var field : fields) {
            var value = entered.get(field.id());
            texts.put(field.id(), value == null ? "" : value.reveal());
        }
        return texts;
    }
}
