package io.latchkey.broker.method.oauth2.token;

import static io.latchkey.broker.upstream.ProviderErrors.NO_TOKEN;

import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.ErrorMember;
import io.latchkey.broker.upstream.Failure;
import io.latchkey.broker.upstream.ProviderErrors;
import io.latchkey.broker.upstream.ProviderException;
import io.latchkey.broker.upstream.ProviderHttp.Received;
import io.latchkey.broker.upstream.ProviderResponse;
import io.latchkey.catalog.oauth2.ResponseRules;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint's answer is worth. Each method fails with a {@link ProviderException} where it has no token.
 *
 * @param begun when the request was begun
 * @param now when the answer was there
 */
record TokenResponseReader(ResponseRules rules, ProviderErrors errors, Received received, Instant begun, Instant now) {
    /**
     * An exchange whose refresh token may be in the part that was lost is refused, unlike a refresh: the person is there to
     * try again.
     */
    Exchanged exchanged() {
        try {
            var reply = refreshed(null);
            return received.fault() == null || reply.refreshToken() != null
                    ? Exchanged.usable(reply)
                    : Exchanged.refused(reply, new ProviderException(received.fault()));
        } catch (ProviderException refusal) {
            var reply = TokenResponseParser.read(received.answer(), rules, begun);
            if (reply.accessToken() == null && reply.refreshToken() == null) {
                throw refusal;
            }
            return Exchanged.refused(reply, refusal);
        }
    }

    /**
     * What the response says. A new refresh token comes before every doubt, for the one that was sent may be spent; and an
     * access token that came with a good status counts although the rest did not come, or cannot be read.
     *
     * @param sent the refresh token that was sent; null: none was
     */
    TokenResponse refreshed(@Nullable Secret sent) {
        var answer = received.answer();
        var reply = TokenResponseParser.read(answer, rules, begun);
        if (reply.renews(sent) && (answer.status() < 400 || reply.accessToken() != null)) {
            return reply;
        }
        if (answer.successful() && reply.accessToken() != null && !isError(answer)) {
            return reply;
        }
        throw new ProviderException(failure(answer, reply));
    }

    private Failure failure(ProviderResponse answer, TokenResponse reply) {
        if (received.fault() != null && (!answer.successful() || isTooLarge(received.fault()))) {
            return received.fault();
        }
        if (!answer.successful() || reply.accessToken() != null || TokenResponseParser.saysFailure(answer, rules)) {
            return errors.atTokenEndpoint(answer, now);
        }
        return received.fault() == null && (answer.isEmpty() || answer.isPage())
                ? ProviderErrors.noAnswer(answer)
                : ProviderErrors.nonsense(answer, NO_TOKEN);
    }

    private static boolean isTooLarge(Failure fault) {
        return fault.detail().equals(ProviderErrors.TOO_LARGE);
    }

    /** An access token says better than any other member that all went well. */
    private boolean isError(ProviderResponse answer) {
        return TokenResponseParser.isSilent(answer, rules)
                ? ErrorMember.saysError(answer.at(rules.error()))
                : TokenResponseParser.isError(answer, rules);
    }
}
