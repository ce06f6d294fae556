package io.latchkey.broker.method.oauth2.revoke;

import io.latchkey.broker.method.RevocationResult;
import io.latchkey.broker.method.RevocationResult.Verdict;
import io.latchkey.broker.method.oauth2.client.ApiAuthorization;
import io.latchkey.broker.method.oauth2.client.ClientRequest;
import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.oauth2.RevocationRules;
import io.latchkey.catalog.oauth2.RevokeForm;
import io.latchkey.catalog.oauth2.Revokes;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls a provider's revocation endpoint, in the form that the catalog defines (RFC 7009 and others). */
@ApplicationScoped
public class RevocationEndpoint {
    private final ProviderHttp http;
    private final Clock clock;

    RevocationEndpoint(ProviderHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /**
     * Revokes these tokens, each with a separate request. It continues after a failure, because the provider may accept
     * another token. The result is the worst of all results.
     */
    public Uni<RevocationResult> revoke(
            OAuth2Provider provider, RevocationRules rules, ProviderClient client, OAuth2Tokens tokens) {
        var result = Uni.createFrom().item(RevocationResult.ALREADY_GONE);
        for (var call : calls(provider, rules, client, tokens)) {
            result = result.chain(before -> ask(provider, rules, call).map(before::and));
        }
        return result.map(answered -> believed(answered, rules, tokens));
    }

    private Uni<RevocationResult> ask(OAuth2Provider provider, RevocationRules rules, ProviderRequest call) {
        return http.send(call)
                .map(answer -> RevocationAnswers.read(answer, rules, provider.errors(), clock.instant()))
                .onFailure(ProviderException.class)
                .recoverWithItem(failure -> RevocationResult.cannot(((ProviderException) failure).failure()));
    }

    /** Whether only a valid access token can revoke the grant of these tokens, and a refresh may obtain one. */
    public static boolean needsLiveToken(RevocationRules rules, OAuth2Tokens tokens) {
        return rules.form() != RevokeForm.RFC7009 && tokens.refreshToken() != null;
    }

    private static RevocationResult believed(RevocationResult result, RevocationRules rules, OAuth2Tokens tokens) {
        return result.verdict() == Verdict.ALREADY_GONE && needsLiveToken(rules, tokens)
                ? RevocationResult.ACCESS_TOKEN_ENDED
                : result;
    }

    private static List<ProviderRequest> calls(
            OAuth2Provider provider, RevocationRules rules, ProviderClient client, OAuth2Tokens tokens) {
        return switch (rules.form()) {
            case RFC7009 -> rfc7009(provider, rules, client, tokens);
            case CLIENT_DELETE ->
                List.of(new ProviderRequest(
                        HttpMethod.DELETE,
                        rules.url().replace("{client_id}", client.clientId()),
                        Map.of("Authorization", ClientRequest.basic(client), "Content-Type", "application/json"),
                        accessTokenBody(tokens)));
            case BEARER_POST ->
                List.of(new ProviderRequest(
                        HttpMethod.POST,
                        rules.url(),
                        Map.of("Authorization", ApiAuthorization.of(provider, tokens)),
                        null));
        };
    }

    /**
     * Revokes the refresh token (section 2.1), and then the access token, unless revoking the refresh token also
     * revokes it.
     */
    private static List<ProviderRequest> rfc7009(
            OAuth2Provider provider, RevocationRules rules, ProviderClient client, OAuth2Tokens tokens) {
        var calls = new ArrayList<ProviderRequest>();
        if (tokens.refreshToken() != null) {
            calls.add(rfc7009(provider, rules, client, tokens.refreshToken().reveal(), "refresh_token"));
        }
        if (tokens.refreshToken() == null || rules.revokes() == Revokes.TOKEN) {
            calls.add(rfc7009(provider, rules, client, tokens.accessToken().reveal(), "access_token"));
        }
        return calls;
    }

    private static ProviderRequest rfc7009(
            OAuth2Provider provider, RevocationRules rules, ProviderClient client, String token, String hint) {
        return ClientRequest.to(
                rules.url(), provider.oauth2().token(), client, Map.of("token", token, "token_type_hint", hint));
    }

    private static Buffer accessTokenBody(OAuth2Tokens tokens) {
        return new JsonObject()
                .put("access_token", tokens.accessToken().reveal())
                .toBuffer();
    }
}
