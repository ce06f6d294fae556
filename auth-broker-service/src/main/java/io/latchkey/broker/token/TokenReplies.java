package io.latchkey.broker.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.broker.remote.ProviderAnswer;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.oauth2.ResponseRules;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads what token endpoints answer, in all the ways they do. Whatever is odd about one member hides no other. */
final class TokenReplies {
    /** Codes in an {@code error} member that mean there is none. */
    private static final Set<String> NO_ERROR = Set.of("ok", "0");

    private TokenReplies() {}

    /** Whether an answer with a good status is an error all the same. */
    static boolean isError(ProviderAnswer answer, ResponseRules rules) {
        var success = rules.success();
        if (success != null
                && answer.text(success.pointer())
                        .filter(success.equals()::equals)
                        .isEmpty()) {
            return true;
        }
        return saysError(answer.at(rules.error()));
    }

    /** An empty, false or zero {@code error} says that there is none. */
    static boolean saysError(JsonNode error) {
        if (error.isObject() && error.has("code")) {
            return !NO_ERROR.contains(error.get("code").asText());
        }
        return error.isContainerNode() ? !error.isEmpty() : !error.asText().isBlank() && !isOff(error);
    }

    private static boolean isOff(JsonNode error) {
        return error.isNull()
                || (error.isBoolean() && !error.booleanValue())
                || (error.isNumber() && error.asInt() == 0);
    }

    /** What the answer holds, be it little. */
    static TokenReply read(ProviderAnswer answer, ResponseRules rules, Instant begun) {
        return new TokenReply(
                answer.token(rules.accessToken()).map(Secret::of).orElse(null),
                answer.token(rules.refreshToken()).map(Secret::of).orElse(null),
                answer.hasUnreadableToken(rules.refreshToken()),
                begun,
                ResponseLife.end(answer.at(rules.expiresIn()), answer.at(rules.expiresAt()), begun),
                ResponseLife.end(answer.at(rules.refreshExpiresIn()), answer.at(rules.refreshExpiresAt()), begun),
                scopes(answer.at(rules.scope())));
    }

    /** A list, or a text with spaces or commas between; null if the reply says nothing. */
    private static @Nullable List<String> scopes(JsonNode value) {
        var elements = value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
        var scopes = elements.filter(element -> element.isTextual() || (value.isArray() && element.isNumber()))
                .flatMap(element -> Arrays.stream(element.asText().split("[\\s,]+")))
                .filter(scope -> !scope.isEmpty())
                .distinct()
                .toList();
        return scopes.isEmpty() ? null : scopes;
    }
}
