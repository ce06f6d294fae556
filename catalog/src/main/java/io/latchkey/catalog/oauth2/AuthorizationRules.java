package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The authorization endpoint and the rules for its response.
 *
 * @param scopes requested in every authorization, for example those that the identity endpoint needs
 * @param parameters sent in addition to those of RFC 6749, which they cannot override
 * @param issuer the expected {@code iss} of the response (RFC 9207); null if the provider sends none
 * @param issuerRequired whether a response without {@code iss} is refused
 * @param names of parameters in the request and its response
 */
public record AuthorizationRules(
        String url,
        List<String> scopes,
        ScopeSeparator scopeSeparator,
        PkceMethod pkce,
        Map<String, String> parameters,
        @Nullable String issuer,
        boolean issuerRequired,
        ParameterNames names) {
    public AuthorizationRules {
        url = Require.url("url", url);
        scopes = List.copyOf(scopes);
        scopeSeparator = scopeSeparator == null ? ScopeSeparator.SPACE : scopeSeparator;
        pkce = pkce == null ? PkceMethod.S256 : pkce;
        parameters = ReservedParameters.none("parameters", parameters);
        names = ParameterNames.of(names);
        if (issuerRequired) {
            issuer = Require.present("issuer", issuer);
        }
    }

    public AuthorizationRules with(Templates templates) {
        return new AuthorizationRules(
                templates.url(url),
                templates.scopes(scopes),
                scopeSeparator,
                pkce,
                templates.texts(parameters),
                templates.orNull(issuer, templates::text),
                issuerRequired,
                names);
    }
}
