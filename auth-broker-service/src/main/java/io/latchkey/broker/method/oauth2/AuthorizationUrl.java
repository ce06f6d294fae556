package io.latchkey.broker.method.oauth2;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.oauth2.PkceMethod;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The authorization request (RFC 6749, section 4.1.1; RFC 7636, section 4.3). */
final class AuthorizationUrl {
    private AuthorizationUrl() {}

    static URI of(
            OAuth2Provider provider,
            String clientId,
            Collection<String> permissions,
            String redirectUri,
            Secret state,
            CodeVerifier verifier) {
        var rules = provider.oauth2().authorize();
        var parameters = new TreeMap<>(rules.parameters());
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", redirectUri);
        parameters.put("state", state.reveal());
        var scopes = provider.scopes(permissions);
        if (!scopes.isEmpty()) {
            parameters.put("scope", String.join(rules.scopeSeparator().text(), scopes));
        }
        if (rules.pkce() == PkceMethod.S256) {
            parameters.put("code_challenge", verifier.challenge());
            parameters.put("code_challenge_method", "S256");
        }
        return URI.create(rules.url() + (rules.url().contains("?") ? "&" : "?") + encoded(parameters));
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(p -> URLEncoder.encode(p.getKey(), UTF_8) + "=" + URLEncoder.encode(p.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
