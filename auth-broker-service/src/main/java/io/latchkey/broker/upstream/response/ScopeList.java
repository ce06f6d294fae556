package io.latchkey.broker.upstream.response;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads scopes: a list, or a text with separators. */
public final class ScopeList {
    /** Also matches the plus sign of a value that was not decoded, and the characters around a list within a string. */
    private static final Pattern SEPARATORS = Pattern.compile("[\\s,;+\"\\[\\]]+");

    private static final Set<String> NO_SCOPE = Set.of("null", "undefined", "none", "nil");

    private ScopeList() {}

    /** The scopes in {@code value}; none if it contains only words such as {@code none}, or is of another type. */
    public static List<String> of(JsonNode value) {
        var elements = value.isArray() ? elements(value) : Stream.of(value);
        return elements.filter(element -> element.isTextual() || (value.isArray() && element.isNumber()))
                .flatMap(element -> Arrays.stream(SEPARATORS.split(element.asText())))
                .filter(scope -> !scope.isEmpty() && !NO_SCOPE.contains(scope))
                .distinct()
                .toList();
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
