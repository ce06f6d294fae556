package io.latchkey.broker.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Reads a member that holds an error if there is one: providers fill it in many ways where there is none. */
public final class ErrorMember {
    private static final Set<String> NO_ERROR = Set.of("ok", "success", "0", "200", "false", "none");

    private ErrorMember() {}

    /** An empty, false or zero {@code error} says that there is none. */
    public static boolean saysError(JsonNode error) {
        if (error.isObject() && error.has("code")) {
            return isError(error.get("code").asText());
        }
        return error.isContainerNode() ? !error.isEmpty() : !error.asText().isBlank() && !isOff(error);
    }

    /** @param code in lower case */
    public static boolean isError(String code) {
        return !NO_ERROR.contains(code);
    }

    public static boolean isFalse(JsonNode value) {
        return value.isBoolean() && !value.booleanValue();
    }

    private static boolean isOff(JsonNode error) {
        return error.isNull() || isFalse(error) || (error.isNumber() && error.asInt() == 0);
    }
}
