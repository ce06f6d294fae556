package io.latchkey.broker.method.oauth2.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.latchkey.broker.secret.FurtherToken;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.failure.AnswerCodes;
import io.latchkey.broker.upstream.failure.ErrorMember;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.broker.upstream.response.ResponseLife;
import io.latchkey.broker.upstream.response.ScopeList;
import io.latchkey.catalog.oauth2.ResponseRules;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parses the token responses of all providers, with their deviations from the standard. A malformed member does not
 * affect the others.
 */
final class TokenResponseParser {
    private static final Set<String> FAILED = Set.of("error", "fail", "failed", "failure");

    private TokenResponseParser() {}

    /** Whether a response with a success status is an error response nevertheless. */
    static boolean isError(ProviderResponse answer, ResponseRules rules) {
        return lacksSuccess(answer, rules) || ErrorMember.saysError(answer.at(rules.error()));
    }

    private static boolean lacksSuccess(ProviderResponse answer, ResponseRules rules) {
        var success = rules.success();
        return success != null && !answer.satisfies(success);
    }

    /** Whether the member in which the provider reports success is missing. */
    static boolean isSilent(ProviderResponse answer, ResponseRules rules) {
        return rules.success() != null && answer.at(rules.success().pointer()).isMissingNode();
    }

    /**
     * Whether a response with a success status and without an access token reports a failure, in any member that
     * providers use for that. The failure is then certain.
     */
    static boolean saysFailure(ProviderResponse answer, ResponseRules rules) {
        return (lacksSuccess(answer, rules) && !isSilent(answer, rules))
                || ErrorMember.saysError(answer.at(rules.error()))
                || Stream.concat(
                                AnswerCodes.of(answer),
                                answer.text("/error/message").map(TokenResponseParser::lower).stream())
                        .anyMatch(ErrorMember::isError)
                || answer.text("/status")
                        .map(TokenResponseParser::lower)
                        .filter(FAILED::contains)
                        .isPresent()
                || Stream.of("/success", "/ok").anyMatch(pointer -> ErrorMember.isFalse(answer.at(pointer)));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Reads every member that the response contains. */
    static TokenResponse read(ProviderResponse answer, ResponseRules rules, Instant begun) {
        return new TokenResponse(
                answer.token(rules.accessToken()).map(Secret::of).orElse(null),
                answer.token(rules.refreshToken()).map(Secret::of).orElse(null),
                answer.token(rules.refreshToken()).isEmpty() && !answer.omits(rules.refreshToken()),
                begun,
                ResponseLife.end(answer.at(rules.expiresIn()), answer.at(rules.expiresAt()), begun),
                ResponseLife.end(answer.at(rules.refreshExpiresIn()), answer.at(rules.refreshExpiresAt()), begun),
                scopes(answer.at(rules.scope())),
                further(answer, rules, begun));
    }

    private static Map<String, FurtherToken> further(ProviderResponse answer, ResponseRules rules, Instant begun) {
        var tokens = new HashMap<String, FurtherToken>();
        for (var one : rules.furtherTokens()) {
            answer.token(one.accessToken())
                    .map(Secret::of)
                    .map(token -> new FurtherToken(
                            token,
                            one.scope() == null ? List.of() : ScopeList.of(answer.at(one.scope())),
                            one.expiresIn() == null
                                    ? null
                                    : ResponseLife.end(answer.at(one.expiresIn()), MissingNode.getInstance(), begun)))
                    .ifPresent(token -> tokens.put(one.id(), token));
        }
        return tokens;
    }

    /** Null if the value contains no scope. */
    private static @Nullable List<String> scopes(JsonNode value) {
        var scopes = ScopeList.of(value);
        return scopes.isEmpty() ? null : scopes;
    }
}
