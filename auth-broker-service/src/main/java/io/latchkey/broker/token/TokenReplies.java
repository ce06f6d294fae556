package io.latchkey.broker.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.broker.provider.OAuth2.Reply;
import io.latchkey.broker.remote.ProviderAnswer;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.secret.Tokens;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what token endpoints answer, in all the ways they do. */
final class TokenReplies {
    /** Seconds since 1970 have fewer digits than this, milliseconds have more. */
    private static final long LARGEST_SECONDS = 100_000_000_000L;

    private static final long LONGEST_LIFE_SECONDS = 100L * 365 * 24 * 3600;

    private TokenReplies() {}

    /** Whether an answer with a good status is an error all the same. */
    static boolean isError(ProviderAnswer answer, Reply rules) {
        var success = rules.success();
        if (success != null
                && answer.text(success.pointer())
                        .filter(success.equals()::equals)
                        .isEmpty()) {
            return true;
        }
        return answer.text(rules.error()).isPresent()
                || answer.body().at(rules.error()).isObject();
    }

    /**
     * The reply; empty if it has no access token.
     *
     * @param begun when the request was begun: lives count from there, so that no token is believed longer than it is
     */
    static Optional<TokenReply> read(ProviderAnswer answer, Reply rules, Instant begun) {
        return answer.text(rules.accessToken())
                .map(token -> new TokenReply(
                        new Tokens(
                                Secret.of(token),
                                answer.text(rules.refreshToken())
                                        .map(Secret::of)
                                        .orElse(null),
                                answer.text("/token_type").orElse("Bearer"),
                                begun,
                                end(answer, rules.expiresIn(), begun)
                                        .or(() -> moment(answer, rules.expiresAt()))
                                        .orElse(null),
                                end(answer, rules.refreshExpiresIn(), begun).orElse(null)),
                        scopes(answer.body().at(rules.scope()))));
    }

    /** A life in seconds, as a number or a string; 0 is said by providers whose tokens do not expire. */
    private static Optional<Instant> end(ProviderAnswer answer, String pointer, Instant begun) {
        return answer.text(pointer)
                .flatMap(TokenReplies::number)
                .filter(seconds -> seconds > 0)
                .map(seconds -> begun.plusSeconds(Math.min(seconds, LONGEST_LIFE_SECONDS)));
    }

    /** A moment as ISO 8601, or since 1970 in seconds or milliseconds. */
    private static Optional<Instant> moment(ProviderAnswer answer, String pointer) {
        return answer.text(pointer)
                .flatMap(text -> number(text).map(TokenReplies::sinceEpoch).or(() -> iso(text)));
    }

    private static Instant sinceEpoch(long number) {
        return number < LARGEST_SECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
    }

    private static Optional<Instant> iso(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notIso) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(String text) {
        return text.matches("\\d{1,18}(\\.\\d+)?")
                ? Optional.of(Long.parseLong(text.split("\\.")[0]))
                : Optional.empty();
    }

    /** A list, or a text with spaces or commas between; null if the reply says nothing. */
    private static @Nullable List<String> scopes(JsonNode value) {
        if (value.isArray()) {
            var scopes = new ArrayList<String>();
            value.forEach(scope -> scopes.add(scope.asText()));
            return scopes;
        }
        return value.isTextual()
                ? Arrays.stream(value.asText().split("[\\s,]+"))
                        .filter(scope -> !scope.isEmpty())
                        .toList()
                : null;
    }
}
