package io.latchkey.broker.upstream.failure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * Interprets members that hold an error if there is one. Providers fill such members in various ways if there is no
 * error.
 */
public final class ErrorMember {
    private static final Set<String> NO_ERROR = Set.of("ok", "success", "0", "200", "false", "none");

    private ErrorMember() {}

    /** Whether the member reports an error. An empty, false or zero {@code error} reports none. */
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
