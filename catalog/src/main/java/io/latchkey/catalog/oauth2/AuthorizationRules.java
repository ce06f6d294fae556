package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The authorization endpoint and the rules for its response.
 *
 * @param pushedUrl the pushed authorization request endpoint (RFC 9126); null: the browser carries all parameters
 * @param scopes requested in every authorization, for example those that the identity endpoint needs
 * @param parameters sent in addition to those of RFC 6749, which they cannot override
 * @param issuer the expected {@code iss} of the response (RFC 9207); null if the provider sends none
 * @param issuerRequired whether a response without {@code iss} is refused
 * @param resource the API that tokens are for (RFC 8707), also sent with the exchange; null: none
 * @param names of parameters in the request and its response
 * @param redirectAlias whether requests carry, instead of the redirect URI, a name that the provider has given it. It is
 *     registered with the client
 * @param grantedScopes parameter of the response that has the granted scopes, at a provider whose token response does not;
 *     null: none
 * @param callbackHmac how the provider signs the response; null: it does not
 */
public record AuthorizationRules(
        String url,
        @Nullable String pushedUrl,
        List<String> scopes,
        ScopeSeparator scopeSeparator,
        PkceMethod pkce,
        Map<String, String> parameters,
        @Nullable String issuer,
        boolean issuerRequired,
        @Nullable String resource,
        ParameterNames names,
        boolean redirectAlias,
        @Nullable String grantedScopes,
        @Nullable CallbackHmac callbackHmac) {
    public AuthorizationRules {
        url = Require.url("url", url);
        pushedUrl = pushedUrl == null ? null : Require.url("pushed-url", pushedUrl);
        scopes = List.copyOf(scopes);
        scopeSeparator = scopeSeparator == null ? ScopeSeparator.SPACE : scopeSeparator;
        pkce = pkce == null ? PkceMethod.S256 : pkce;
        parameters = ReservedParameters.none("parameters", parameters);
        resource = resource == null ? null : Require.url("resource", resource);
        names = ParameterNames.of(names);
        if (issuerRequired) {
            issuer = Require.present("issuer", issuer);
        }
    }

    public AuthorizationRules with(Templates templates) {
        return new AuthorizationRules(
                templates.url(url),
                templates.orNull(pushedUrl, templates::url),
                templates.scopes(scopes),
                scopeSeparator,
                pkce,
                templates.texts(parameters),
                templates.orNull(issuer, templates::text),
                issuerRequired,
                templates.orNull(resource, templates::url),
                names,
                redirectAlias,
                grantedScopes,
                callbackHmac);
    }
}
