package io.latchkey.broker.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Map;

/** JSON in transcripts. */
final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    private Json() {}

    static Object read(String json) {
        try {
            return MAPPER.readValue(json, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String json) {
        return (Map<String, Object>) read(json);
    }

    /** The same object or list in one form. */
    static String ordered(String json) {
        try {
            return MAPPER.writeValueAsString(read(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** Whether {@code actual} has the members of {@code expected}, and is otherwise the same. */
    static boolean contains(Object expected, Object actual, Variables variables) {
        if (expected instanceof Map<?, ?> members && actual instanceof Map<?, ?> present) {
            return members.entrySet().stream()
                    .allMatch(member -> contains(member.getValue(), present.get(member.getKey()), variables));
        }
        return expected instanceof String text
                ? variables.match(text, String.valueOf(actual))
                : String.valueOf(expected).equals(String.valueOf(actual));
    }
}
