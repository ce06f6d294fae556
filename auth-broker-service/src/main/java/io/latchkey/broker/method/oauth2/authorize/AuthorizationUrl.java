package io.latchkey.broker.method.oauth2.authorize;

import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.FormEncoding;
import io.latchkey.catalog.oauth2.AuthorizationRules;
import io.latchkey.catalog.oauth2.PkceMethod;
import io.latchkey.catalog.oauth2.ScopeSeparator;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The authorization request (RFC 6749, section 4.1.1; RFC 7636, section 4.3). */
public final class AuthorizationUrl {
    private AuthorizationUrl() {}

    /** The parameters of the request. */
    public static Map<String, String> parameters(
            OAuth2Provider provider,
            AuthorizationRules rules,
            String clientId,
            Collection<String> permissions,
            String redirectUri,
            Secret state,
            CodeVerifier verifier) {
        var parameters = new TreeMap<>(rules.parameters());
        parameters.put("response_type", "code");
        parameters.put(rules.names().clientId(), clientId);
        parameters.put("redirect_uri", redirectUri);
        parameters.put("state", state.reveal());
        if (rules.scopeSeparator() != ScopeSeparator.NONE) {
            provider.scopesByParameter(permissions)
                    .forEach((parameter, scopes) -> parameters.put(
                            parameter, String.join(rules.scopeSeparator().text(), scopes)));
        }
        if (rules.pkce() == PkceMethod.S256) {
            parameters.put("code_challenge", verifier.challenge());
            parameters.put("code_challenge_method", "S256");
        }
        if (rules.resource() != null) {
            parameters.put("resource", rules.resource());
        }
        if (provider.oauth2().hasIdToken()) {
            parameters.put("nonce", verifier.nonce());
        }
        return parameters;
    }

    /** Where the browser goes, with these parameters. */
    public static URI of(AuthorizationRules rules, Map<String, String> parameters) {
        return URI.create(FormEncoding.added(rules.url(), parameters));
    }
}
