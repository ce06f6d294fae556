package io.latchkey.broker.method.oauth2.revoke;

import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.oauth2.client.ClientRequest;
import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.catalog.oauth2.BodyFormat;
import io.latchkey.catalog.oauth2.RevocationRequest;
import io.latchkey.catalog.oauth2.RevocationRules;
import io.latchkey.catalog.oauth2.RevokeForm;
import io.latchkey.catalog.oauth2.Revokes;
import io.latchkey.catalog.parameter.BodyTemplate;
import io.latchkey.catalog.parameter.Templates;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The requests that revoke a grant's tokens, in the form that the catalog defines.
 *
 * @param api how a request to the provider's API carries the access token
 */
record RevocationCalls(
        Function<OAuth2Tokens, RequestParts> api, OAuth2Provider provider, RevocationRules rules, OAuth2Tokens tokens) {
    /** A request without the client, which authenticates for each one separately. */
    @FunctionalInterface
    interface Call {
        ProviderRequest by(ProviderClient client);
    }

    /** The requests for the tokens, and then those for each other access token of the grant. */
    List<Call> all() {
        var calls = new ArrayList<>(ofFirst());
        tokens.further()
                .values()
                .forEach(other ->
                        calls.addAll(new RevocationCalls(api, provider, rules, tokens.alone(other)).ofFirst()));
        return calls;
    }

    private List<Call> ofFirst() {
        return switch (rules.form()) {
            case RFC7009, RFC7009_JSON -> rfc7009();
            case CLIENT_DELETE -> List.of(this::clientDelete);
            case BEARER_POST -> List.of(client -> withToken(HttpMethod.POST));
            case BEARER_DELETE -> List.of(client -> withToken(HttpMethod.DELETE));
            case BEARER_GET -> List.of(client -> withToken(HttpMethod.GET));
            case CUSTOM -> List.of(client -> custom(Objects.requireNonNull(rules.request()), client));
        };
    }

    /**
     * Revokes the refresh token (RFC 7009, section 2.1), and then the access token, unless revoking the refresh token
     * also revokes it.
     */
    private List<Call> rfc7009() {
        var calls = new ArrayList<Call>();
        var refreshToken = tokens.refreshToken();
        if (refreshToken != null && hasRefreshToken(provider, tokens)) {
            calls.add(client -> rfc7009(client, refreshToken, "refresh_token"));
        }
        if (calls.isEmpty() || rules.revokes() == Revokes.TOKEN) {
            calls.add(client -> rfc7009(client, tokens.accessToken(), "access_token"));
        }
        return calls;
    }

    /** Whether there is a refresh token, and it is not the access token, renewed with itself. */
    static boolean hasRefreshToken(OAuth2Provider provider, OAuth2Tokens tokens) {
        return tokens.refreshToken() != null && !provider.oauth2().renewsByAccessToken();
    }

    private ProviderRequest rfc7009(ProviderClient client, Secret token, String hint) {
        var rulesOfTokens = provider.oauth2().token();
        return ClientRequest.to(
                rules.url(),
                rulesOfTokens,
                rulesOfTokens.clientAuthentication(),
                rules.form() == RevokeForm.RFC7009_JSON ? BodyFormat.JSON : BodyFormat.FORM,
                client,
                Map.of("token", token.reveal(), "token_type_hint", hint));
    }

    private ProviderRequest clientDelete(ProviderClient client) {
        var body = new JsonObject().put("access_token", tokens.accessToken().reveal());
        return new ProviderRequest(
                HttpMethod.DELETE,
                rules.url().replace("{client_id}", client.clientId()),
                Map.of(
                        "Accept",
                        "application/json",
                        "Authorization",
                        ClientRequest.basic(client),
                        "Content-Type",
                        "application/json"),
                body.toBuffer());
    }

    private ProviderRequest withToken(HttpMethod method) {
        var parts = api.apply(tokens);
        return new ProviderRequest(method, parts.in(rules.url()), headers(parts.headers()), null);
    }

    private ProviderRequest custom(RevocationRequest request, ProviderClient client) {
        var filled = Templates.filledWith(values(client));
        var headers = headers(filled.texts(request.headers()));
        var body = filled.orNull(request.body(), filled::body);
        if (body != null) {
            headers.putIfAbsent("Content-Type", BodyTemplate.mediaType(body));
        }
        return new ProviderRequest(
                HttpMethod.valueOf(request.method().name()),
                filled.url(rules.url()),
                headers,
                body == null ? null : Buffer.buffer(body));
    }

    /** Without {@code Accept}, some providers respond with a page, which names no error. */
    private static Map<String, String> headers(Map<String, String> ofRequest) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json");
        headers.putAll(ofRequest);
        return headers;
    }

    private Map<String, String> values(ProviderClient client) {
        var refreshToken = tokens.refreshToken();
        return Map.of(
                "access_token",
                tokens.accessToken().reveal(),
                "refresh_token",
                refreshToken == null ? "" : refreshToken.reveal(),
                "client_id",
                client.clientId(),
                "client_secret",
                client.secrets().isEmpty() ? "" : client.clientSecret().reveal());
    }
}
