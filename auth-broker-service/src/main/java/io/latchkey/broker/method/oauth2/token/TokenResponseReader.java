package io.latchkey.broker.method.oauth2.token;

import static io.latchkey.broker.upstream.failure.ProviderErrors.NO_TOKEN;

import io.latchkey.broker.method.LearnedValues;
import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.ProviderHttp.Received;
import io.latchkey.broker.upstream.failure.AnswerCodes;
import io.latchkey.broker.upstream.failure.ErrorMember;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.broker.upstream.response.ReportedAccount;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.oauth2.DeviceCodeError;
import io.latchkey.catalog.oauth2.ResponseRules;
import io.latchkey.catalog.parameter.TokenResponseParameter;
import io.latchkey.contracts.connection.Account;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides the result of a response from a token endpoint. Each method fails with a {@link ProviderException} if the
 * response contains no token.
 *
 * @param begun when the request started
 * @param now when the response arrived
 */
record TokenResponseReader(ResponseRules rules, ProviderErrors errors, Received received, Instant begun, Instant now) {
    /**
     * Refuses an exchange whose refresh token may be in the lost part of the response. A refresh is not refused in that
     * case: only for an exchange is the person present to try again.
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
     * The same, with the account and the values of parameters that the response names.
     *
     * @param nonce that an ID token must contain; null if the request had none
     */
    Exchanged exchanged(OAuth2Provider provider, String clientId, @Nullable String nonce) {
        return exchanged()
                .naming(account(provider, clientId, nonce).orElse(null), Map.of())
                .knowing(() -> parameters(provider.provider()));
    }

    /** The result of a poll with a device code, whose ID token has no nonce. A token takes precedence over every code. */
    DevicePoll polled(OAuth2Provider provider, String clientId, Map<String, DeviceCodeError> codes) {
        var reply = TokenResponseParser.read(received.answer(), rules, begun);
        var error = reply.accessToken() == null && reply.refreshToken() == null
                ? deviceCodeError(codes)
                : Optional.<DeviceCodeError>empty();
        return error.map(DevicePoll::none).orElseGet(() -> DevicePoll.tokens(exchanged(provider, clientId, null)));
    }

    private Optional<DeviceCodeError> deviceCodeError(Map<String, DeviceCodeError> codes) {
        return AnswerCodes.of(received.answer())
                .flatMap(code -> Optional.ofNullable(codes.get(code)).or(() -> DeviceCodeError.of(code)).stream())
                .findFirst();
    }

    /**
     * The account that the response, or its ID token, names. Empty if it names none, or the ID token is not for this
     * client and authorization.
     */
    Optional<Account> account(OAuth2Provider provider, String clientId, @Nullable String nonce) {
        var pointers = rules.account();
        if (pointers == null) {
            return Optional.empty();
        }
        var idToken = pointers.idToken();
        if (idToken == null) {
            return ReportedAccount.in(received.answer(), pointers);
        }
        var issuer = Objects.requireNonNull(provider.oauth2().issuer());
        return received.answer()
                .token(idToken)
                .flatMap(IdToken::read)
                .filter(token -> token.isOf(issuer, clientId, nonce, now))
                .flatMap(token -> ReportedAccount.in(token.claims(), pointers));
    }

    /** The values that the response names for connection parameters. Fails if one is missing or not acceptable. */
    Map<String, String> parameters(Provider provider) {
        return LearnedValues.of(provider, TokenResponseParameter.class, parameter -> received.answer()
                .name(parameter.pointer()));
    }

    /**
     * Reads the response. A new refresh token takes precedence over every doubt, because the one in the request may be
     * invalid. An access token in a response with a success status counts even if the rest is missing or unreadable.
     *
     * @param sent the refresh token in the request; null if there was none
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
            return refusal(answer);
        }
        return received.fault() == null && (answer.isEmpty() || answer.isPage())
                ? ProviderErrors.noAnswer(answer)
                : ProviderErrors.nonsense(answer, NO_TOKEN);
    }

    /** A documented code takes precedence over the status. */
    private Failure refusal(ProviderResponse answer) {
        var failure = errors.atTokenEndpoint(answer, now);
        return failure.namesNoCode() && rules.refusedStatuses().contains(answer.status())
                ? ProviderErrors.clientRefused(answer)
                : failure;
    }

    private static boolean isTooLarge(Failure fault) {
        return fault.detail().equals(ProviderErrors.TOO_LARGE);
    }

    /** An access token is better evidence of success than a missing success member. */
    private boolean isError(ProviderResponse answer) {
        return TokenResponseParser.isSilent(answer, rules)
                ? ErrorMember.saysError(answer.at(rules.error()))
                : TokenResponseParser.isError(answer, rules);
    }
}
