package io.latchkey.broker.method.oauth2;

import static io.latchkey.broker.upstream.ProviderErrors.NO_TOKEN;

import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.Failure;
import io.latchkey.broker.upstream.ProviderErrors;
import io.latchkey.broker.upstream.ProviderException;
import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.upstream.ProviderHttp.Received;
import io.latchkey.broker.upstream.ProviderResponse;
import io.latchkey.broker.url.PublicUrl;
import io.latchkey.catalog.oauth2.ResponseRules;
import io.latchkey.catalog.oauth2.TokenRules;
import io.latchkey.contracts.connection.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Speaks to token endpoints over HTTP. */
@ApplicationScoped
class HttpTokenEndpoint implements TokenEndpoint {
    private final ProviderHttp http;
    private final Clock clock;
    private final PublicUrl publicUrl;

    HttpTokenEndpoint(ProviderHttp http, Clock clock, PublicUrl publicUrl) {
        this.http = http;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    @Override
    public Uni<Exchanged> exchange(OAuth2Provider provider, ProviderClient client, Code code) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("grant_type", "authorization_code");
        parameters.put("code", code.code().reveal());
        parameters.put("redirect_uri", code.redirectUri().toString());
        if (code.verifier() != null) {
            parameters.put("code_verifier", code.verifier().reveal());
        }
        var rules = provider.oauth2().token();
        return ask(rules.url(), rules, client, parameters, this::exchanged)
                .chain(exchanged ->
                        exchanged.refusal() == null && exchanged.reply().accessToken() == null
                                ? completed(provider, client, exchanged.reply())
                                : Uni.createFrom().item(exchanged));
    }

    /**
     * An exchange whose refresh token may be in the part that was lost is refused, unlike a refresh: the person is there to
     * try again.
     */
    private Exchanged exchanged(Received received, ResponseRules rules, Instant begun) {
        try {
            var reply = reply(received, rules, begun, null);
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

    /** A refresh at once, for an exchange that returned a refresh token and no access token. */
    private Uni<Exchanged> completed(OAuth2Provider provider, ProviderClient client, TokenResponse reply) {
        return refresh(provider, client, reply.refreshToken())
                .map(reply::completedBy)
                .map(HttpTokenEndpoint::completed)
                .onFailure(ProviderException.class)
                .recoverWithItem(refusal -> Exchanged.refused(reply, (ProviderException) refusal));
    }

    private static Exchanged completed(TokenResponse reply) {
        return reply.accessToken() == null
                ? Exchanged.refused(
                        reply, new ProviderException(new Failure(Outcome.UNKNOWN, null, NO_TOKEN, null, null)))
                : Exchanged.usable(reply);
    }

    @Override
    public Uni<TokenResponse> refresh(OAuth2Provider provider, ProviderClient client, Secret refreshToken) {
        var rules = provider.oauth2().token();
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("grant_type", "refresh_token");
        parameters.put("refresh_token", refreshToken.reveal());
        if (rules.redirectUriOnRefresh()) {
            parameters.put("redirect_uri", publicUrl.callback(provider.id()));
        }
        return ask(
                rules.refreshUrl(),
                rules,
                client,
                parameters,
                (received, reply, begun) -> reply(received, reply, begun, refreshToken));
    }

    private interface Reading<T> {
        T of(Received received, ResponseRules rules, Instant begun);
    }

    private <T> Uni<T> ask(
            String url, TokenRules rules, ProviderClient client, Map<String, String> parameters, Reading<T> reading) {
        return Uni.createFrom().deferred(() -> {
            var begun = clock.instant();
            return http.sendKeepingPart(ClientRequest.to(url, rules, client, parameters))
                    .map(received -> reading.of(received, rules.response(), begun));
        });
    }

    /**
     * What the response says. A new refresh token comes before every doubt, for the one that was sent may be spent; and an
     * access token that came with a good status counts although the rest did not come, or cannot be read.
     */
    TokenResponse reply(Received received, ResponseRules rules, Instant begun, @Nullable Secret sent) {
        var answer = received.answer();
        var reply = TokenResponseParser.read(answer, rules, begun);
        if (reply.renews(sent) && (answer.status() < 400 || reply.accessToken() != null)) {
            return reply;
        }
        if (answer.successful() && reply.accessToken() != null && !isError(answer, rules)) {
            return reply;
        }
        throw new ProviderException(failure(received, reply, rules));
    }

    private Failure failure(Received received, TokenResponse reply, ResponseRules rules) {
        var answer = received.answer();
        if (received.fault() != null && (!answer.successful() || isTooLarge(received.fault()))) {
            return received.fault();
        }
        if (!answer.successful() || reply.accessToken() != null || TokenResponseParser.saysFailure(answer, rules)) {
            return ProviderErrors.ofTokenEndpoint(answer, clock.instant());
        }
        return received.fault() == null && (answer.isEmpty() || answer.isPage())
                ? ProviderErrors.noAnswer(answer)
                : ProviderErrors.nonsense(answer, NO_TOKEN);
    }

    private static boolean isTooLarge(Failure fault) {
        return fault.detail().equals(ProviderErrors.TOO_LARGE);
    }

    /** An access token says better than any other member that all went well. */
    private static boolean isError(ProviderResponse answer, ResponseRules rules) {
        return TokenResponseParser.isSilent(answer, rules)
                ? TokenResponseParser.saysError(answer.at(rules.error()))
                : TokenResponseParser.isError(answer, rules);
    }
}
