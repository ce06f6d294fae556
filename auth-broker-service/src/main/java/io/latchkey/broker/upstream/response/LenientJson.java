package io.latchkey.broker.upstream.response;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses a JSON value up to the first syntax error. No other limit makes it fail, because the receiver limits the size
 * of the text: a very long number or very deep nesting must not hide the members around it.
 *
 * <ol>
 *   <li>Text after the value is ignored.
 *   <li>Content before a syntax error is kept. Of the content after it, only tokens are kept.
 *   <li>If a member occurs twice, the last one with a non-empty value applies.
 * </ol>
 */
final class LenientJson {
    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 40;
    private static final int MOST_SALVAGED = 256;
    private static final Pattern TOKEN_MEMBER =
            Pattern.compile("([\"'])(\\w{0,32}token\\w{0,32})\\1\\s*:\\s*(?=[\"'])");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_MISSING_VALUES)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private LenientJson() {}

    /**
     * Reads the first value in {@code text}. The result is missing if there is none. It is complete unless a syntax
     * error or the end of the text cuts it off.
     */
    static Body read(String text) {
        var root = NODES.arrayNode();
        try (var parser = JSON.createParser(text)) {
            add(parser, root, parser.nextToken(), 0);
        } catch (IOException fault) {
            return new Body(salvaged(root, text), false);
        }
        return new Body(root.path(0), !root.isEmpty());
    }

    /**
     * Reads the members of {@code text} whose names contain {@code token}, whatever the rest of the text is. The result
     * is missing if there are none.
     */
    static Body tokensIn(String text) {
        var found = NODES.objectNode();
        addTokens(found, text);
        return new Body(found.isEmpty() ? NODES.missingNode() : found, false);
    }

    /** Sets a member, unless that would replace a value with an empty one. */
    static void put(ObjectNode object, String name, JsonNode value) {
        if (!object.has(name) || !isEmpty(value)) {
            object.set(name, value);
        }
    }

    private static JsonNode salvaged(ArrayNode read, String text) {
        var value = read.path(0);
        if ((value.isArray() ? value.path(0) : value) instanceof ObjectNode object) {
            addTokens(object, text);
            return value;
        }
        var tokens = tokensIn(text).tree();
        return tokens.isMissingNode() ? value : tokens;
    }

    private static void addTokens(ObjectNode object, String text) {
        var characters = text.toCharArray();
        TOKEN_MEMBER.matcher(text).results().limit(MOST_SALVAGED).forEach(member -> {
            if (isEmpty(object.path(member.group(2)))) {
                string(characters, member.end()).ifPresent(value -> object.put(member.group(2), value));
            }
        });
    }

    private static Optional<String> string(char[] text, int start) {
        try (var parser = JSON.createParser(text, start, text.length - start)) {
            return parser.nextToken() == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.empty();
        } catch (IOException cut) {
            return Optional.empty();
        }
    }

    private static void read(JsonParser parser, ObjectNode object, int depth) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var value = NODES.arrayNode();
            var name = parser.currentName();
            try {
                add(parser, value, parser.nextToken(), depth);
            } finally {
                put(object, name, value.isEmpty() ? NODES.nullNode() : value.get(0));
            }
        }
        requireEnd(parser, JsonToken.END_OBJECT);
    }

    private static void read(JsonParser parser, ArrayNode array, int depth) throws IOException {
        for (var token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            add(parser, array, token, depth);
        }
        requireEnd(parser, JsonToken.END_ARRAY);
    }

    private static void requireEnd(JsonParser parser, JsonToken end) throws IOException {
        if (parser.currentToken() != end) {
            throw new EOFException();
        }
    }

    /** Adds a container before its content is read, so that it is kept if a syntax error follows. */
    private static void add(JsonParser parser, ArrayNode to, @Nullable JsonToken token, int depth) throws IOException {
        if (token == JsonToken.START_OBJECT && depth < DEEPEST) {
            read(parser, to.addObject(), depth + 1);
        } else if (token == JsonToken.START_ARRAY && depth < DEEPEST) {
            read(parser, to.addArray(), depth + 1);
        } else if (token != null) {
            to.add(scalar(parser, token));
        }
    }

    private static JsonNode scalar(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            default -> {
                parser.skipChildren();
                yield NODES.nullNode();
            }
        };
    }

    private static JsonNode number(String digits) {
        if (digits.matches("[+-]?\\d{1,18}")) {
            return NODES.numberNode(Long.parseLong(digits));
        }
        return digits.length() > LONGEST_NUMBER ? NODES.nullNode() : fraction(digits);
    }

    /** The parser accepts some numbers that Java does not, such as {@code -INF} and a single decimal point. */
    private static JsonNode fraction(String digits) {
        try {
            return NODES.numberNode(Double.parseDouble(digits));
        } catch (NumberFormatException noNumber) {
            return NODES.nullNode();
        }
    }

    /** Whether a value is missing, null, blank or an empty container. */
    static boolean isEmpty(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.asText().isBlank())
                || (value.isContainerNode() && value.isEmpty());
    }
}
