package io.latchkey.broker.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The error codes that an answer names, from every place that providers document for them, the most telling first.
 * Whatever is not spelt as a code is left out: it may quote a secret.
 */
final class AnswerCodes {
    private static final Pattern AADSTS = Pattern.compile("AADSTS\\d{4,8}");
    private static final Pattern SPELT_AS_CODE = Pattern.compile("[a-z0-9_.-]{1,64}");
    private static final String META_ENDED = "190";
    private static final int MOST_ERRORS = 8;

    private static final List<String> DESCRIPTIONS = List.of("/error_description", "/error/message", "/message");
    private static final List<String> DETAILED = List.of("/suberror", "/error_subtype");
    private static final List<String> PLACES = List.of(
            "/error",
            "/error/code",
            "/error/status",
            "/error/type",
            "/code",
            "/errorCode",
            "/error_code",
            "/fault/code");
    private static final List<String> LISTS = List.of("", "/errors", "/error", "/error/errors", "/error/details");
    private static final List<String> PLACES_IN_LISTS =
            List.of("", "/error", "/code", "/reason", "/errorCode", "/id", "/extensions/code");

    private AnswerCodes() {}

    /** In lower case. Microsoft's numbers are {@code aadsts<number>}, Meta's {@code meta<subcode>}. */
    static Stream<String> of(ProviderResponse answer) {
        return Stream.of(
                        microsoft(answer),
                        meta(answer),
                        at(answer, DETAILED),
                        at(answer, PLACES),
                        inLists(answer),
                        challenges(answer))
                .flatMap(codes -> codes)
                .map(code -> code.toLowerCase(Locale.ROOT))
                .filter(code -> SPELT_AS_CODE.matcher(code).matches())
                .distinct();
    }

    private static Stream<String> microsoft(ProviderResponse answer) {
        var numbers = elements(answer.at("/error_codes"))
                .filter(JsonNode::isValueNode)
                .map(number -> "AADSTS" + number.asText().replace("AADSTS", ""));
        var described = at(answer, DESCRIPTIONS)
                .flatMap(text -> AADSTS.matcher(text).results().map(match -> match.group()));
        return Stream.concat(numbers, described);
    }

    private static Stream<String> meta(ProviderResponse answer) {
        return answer
                .text("/error/code")
                .filter(META_ENDED::equals)
                .flatMap(code -> answer.text("/error/error_subcode"))
                .map(subcode -> "meta" + subcode)
                .stream();
    }

    private static Stream<String> at(ProviderResponse answer, List<String> pointers) {
        return pointers.stream().flatMap(pointer -> answer.text(pointer).stream());
    }

    private static Stream<String> inLists(ProviderResponse answer) {
        return LISTS.stream()
                .map(answer::at)
                .filter(JsonNode::isArray)
                .flatMap(AnswerCodes::elements)
                .flatMap(element -> PLACES_IN_LISTS.stream().map(element::at))
                .filter(value -> value.isValueNode() && !value.isNull())
                .map(JsonNode::asText);
    }

    private static Stream<String> challenges(ProviderResponse answer) {
        return Challenges.errors(answer.headers("WWW-Authenticate"));
    }

    private static Stream<JsonNode> elements(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false).limit(MOST_ERRORS)
                : Stream.of(value);
    }
}
