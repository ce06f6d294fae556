package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.Require;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an access token of a code is exchanged for one that lives longer, at a provider that issues no refresh tokens.
 * The request leaves the former token valid until it expires.
 *
 * @param exchange returns the token that is stored
 * @param renewal returns the successor of a stored token; null: the connection needs a reauthorization when it expires
 * @param response where the responses to both requests have their values; null: where {@code token.response} says
 * @param renewableAfter age at which the provider accepts a renewal; 0: at any age
 */
public record LongLivedRules(
        TokenCall exchange,
        @Nullable TokenCall renewal,
        @Nullable ResponseRules response,
        Duration renewableAfter) {
    public LongLivedRules {
        exchange = Require.present("exchange", exchange);
        renewableAfter =
                renewableAfter == null ? Duration.ZERO : Require.notNegative("renewable-after", renewableAfter);
    }

    public LongLivedRules with(Templates templates) {
        return new LongLivedRules(
                exchange.with(templates), renewal == null ? null : renewal.with(templates), response, renewableAfter);
    }

    public Stream<String> urls() {
        return Stream.concat(Stream.of(exchange), Stream.ofNullable(renewal)).map(TokenCall::url);
    }
}
