package io.latchkey.broker.upstream.failure;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.broker.upstream.response.ProviderResponse;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Finds the error codes in a response, in all usual places, the most specific first. Values that do not have the form
 * of a code are omitted: they may quote a secret.
 */
public final class AnswerCodes {
    private static final Pattern SPELT_AS_CODE = Pattern.compile("[a-z0-9_.-]{1,64}");
    private static final int MOST_ERRORS = 8;
    private static final List<String> PLACES = List.of(
            "/error",
            "/error/code",
            "/error/status",
            "/error/type",
            "/code",
            "/errorCode",
            "/error_code",
            "/fault/code",
            "/oauth_problem",
            "/Error/Code",
            "/ErrorResponse/Error/Code");
    private static final List<String> LISTS = List.of("", "/errors", "/error", "/error/errors", "/error/details");
    private static final List<String> PLACES_IN_LISTS =
            List.of("", "/error", "/code", "/reason", "/errorCode", "/id", "/extensions/code");

    private AnswerCodes() {}

    /** The error codes of the response, in lower case. */
    public static Stream<String> of(ProviderResponse answer) {
        return Stream.of(
                        PLACES.stream().flatMap(pointer -> answer.text(pointer).stream()),
                        inLists(answer),
                        Challenges.errors(answer.headers("WWW-Authenticate")))
                .flatMap(codes -> codes)
                .map(code -> code.toLowerCase(Locale.ROOT))
                .filter(code -> SPELT_AS_CODE.matcher(code).matches())
                .distinct();
    }

    /** The strings and numbers at {@code pointers}, or the elements of lists there. Some of them may not be codes. */
    static Stream<String> at(ProviderResponse answer, List<String> pointers) {
        return texts(pointers.stream().map(answer::at).flatMap(AnswerCodes::elements));
    }

    private static Stream<String> inLists(ProviderResponse answer) {
        return texts(LISTS.stream()
                .map(answer::at)
                .filter(JsonNode::isArray)
                .flatMap(AnswerCodes::elements)
                .flatMap(element -> PLACES_IN_LISTS.stream().map(element::at)));
    }

    private static Stream<String> texts(Stream<JsonNode> values) {
        return values.filter(value -> value.isValueNode() && !value.isNull()).map(JsonNode::asText);
    }

    private static Stream<JsonNode> elements(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false).limit(MOST_ERRORS)
                : Stream.of(value);
    }
}
