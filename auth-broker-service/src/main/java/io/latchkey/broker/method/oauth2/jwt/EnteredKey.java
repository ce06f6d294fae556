package io.latchkey.broker.method.oauth2.jwt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.catalog.jwt.DerivedValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a person entered, with the parts that the catalog names. */
final class EnteredKey {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EnteredKey() {}

    /** A part of the value of a field. Empty if the value has no such part. */
    static Optional<String> part(DerivedValue derived, String value) {
        if (derived.pattern() != null) {
            var match = Pattern.compile(derived.pattern()).matcher(value.strip());
            return match.matches() && match.groupCount() > 0 ? Optional.ofNullable(match.group(1)) : Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(value).at(derived.pointer()))
                    .filter(node -> node.isValueNode() && !node.isNull())
                    .map(node -> node.asText());
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }

    /** The values of all fields and parts, by the names that templates use. */
    static Map<String, String> values(Map<String, DerivedValue> parts, Map<String, String> fields) {
        var values = new HashMap<>(fields);
        parts.forEach((name, derived) ->
                part(derived, fields.getOrDefault(derived.field(), "")).ifPresent(value -> values.put(name, value)));
        return values;
    }
}
