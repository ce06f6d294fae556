package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The authorization endpoint and the rules for its response.
 *
 * @param scopes requested in every authorization, for example those that the identity endpoint needs
 * @param parameters sent in addition to those of RFC 6749, which they cannot override
 * @param issuer the expected {@code iss} of the response (RFC 9207); null if the provider sends none
 * @param issuerRequired whether a response without {@code iss} is refused
 */
public record AuthorizationRules(
        String url,
        List<String> scopes,
        ScopeSeparator scopeSeparator,
        PkceMethod pkce,
        Map<String, String> parameters,
        @Nullable String issuer,
        boolean issuerRequired) {
    private static final Set<String> RESERVED = Set.of(
            "client_id",
            "redirect_uri",
            "response_type",
            "response_mode",
            "scope",
            "state",
            "code_challenge",
            "code_challenge_method");

    public AuthorizationRules {
        url = Require.url("url", url);
        scopes = List.copyOf(scopes);
        scopeSeparator = scopeSeparator == null ? ScopeSeparator.SPACE : scopeSeparator;
        pkce = pkce == null ? PkceMethod.S256 : pkce;
        parameters = Map.copyOf(parameters);
        for (var name : parameters.keySet()) {
            if (RESERVED.contains(name)) {
                throw new InvalidFieldException("parameters." + name, "cannot be set, because Latchkey sets it");
            }
        }
        if (issuerRequired) {
            issuer = Require.present("issuer", issuer);
        }
    }
}
