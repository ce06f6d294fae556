package io.latchkey.broker.method.oauth2.client;

import io.latchkey.broker.method.CatalogMethod;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.url.PublicUrl;
import io.latchkey.catalog.OAuth2Consent;
import io.latchkey.catalog.Permission;
import io.latchkey.catalog.Provider;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A provider, with one of its OAuth 2.0 methods. */
public record OAuth2Provider(Provider provider, OAuth2Consent oauth2) implements CatalogMethod {
    private static final String SCOPE = "scope";

    public String id() {
        return provider.id();
    }

    @Override
    public OAuth2Consent spec() {
        return oauth2;
    }

    /** The same, with values that the provider has named for parameters. */
    public OAuth2Provider knowing(Map<String, String> learned) {
        var known = provider.knowing(learned);
        return new OAuth2Provider(
                known, (OAuth2Consent) known.method(oauth2.id()).orElseThrow());
    }

    /** The host that the user has named. Empty if the catalog names the host of the client. */
    public Optional<String> namedHost() {
        return provider.namedHost(oauth2.id());
    }

    /**
     * The redirect URI of its clients. Servers that users name have different ones, so that a server cannot redirect a
     * browser with the code of another to the same URI (RFC 9700, section 4.4.2.2).
     */
    public String redirectUri(PublicUrl publicUrl) {
        return namedHost().map(host -> publicUrl.callback(id(), host)).orElseGet(() -> publicUrl.callback(id()));
    }

    public ProviderErrors errors() {
        return ProviderErrors.of(provider);
    }

    /**
     * The scopes to request for these permissions: first the scopes of every request, then the others in the catalog's
     * order.
     */
    public List<String> scopes(Collection<String> permissions) {
        return scopesByParameter(permissions).values().stream()
                .flatMap(Collection::stream)
                .distinct()
                .toList();
    }

    /** {@link #scopes}, by the parameter of the request that carries them; never empty lists. */
    public Map<String, List<String>> scopesByParameter(Collection<String> permissions) {
        var byParameter = new LinkedHashMap<String, Set<String>>();
        byParameter.put(SCOPE, new LinkedHashSet<>(oauth2.scopes()));
        provider.permissions().stream()
                .filter(permission -> permissions.contains(permission.id()))
                .forEach(permission -> byParameter
                        .computeIfAbsent(parameterOf(permission), parameter -> new LinkedHashSet<>())
                        .addAll(permission.scopes()));
        var scopes = new LinkedHashMap<String, List<String>>();
        byParameter.forEach((parameter, all) -> {
            if (!all.isEmpty()) {
                scopes.put(parameter, List.copyOf(all));
            }
        });
        return scopes;
    }

    private static String parameterOf(Permission permission) {
        return permission.scopeParameter() == null ? SCOPE : permission.scopeParameter();
    }

    /** The permissions that these scopes grant, and those of the other access tokens in {@code tokens}; sorted. */
    public List<String> granted(Collection<String> scopes, OAuth2Tokens tokens) {
        var further = new HashMap<String, List<String>>();
        oauth2.token().response().furtherTokens().forEach(rules -> {
            var token = tokens.further().get(rules.id());
            further.put(rules.scopeParameter(), token == null ? List.of() : token.scopes());
        });
        return provider.granted(scopes, further);
    }

    /** {@code tokens}, in which other access tokens without scopes have those that were requested for them. */
    public OAuth2Tokens withScopes(OAuth2Tokens tokens, Collection<String> permissions) {
        var further = new HashMap<>(tokens.further());
        oauth2.token()
                .response()
                .furtherTokens()
                .forEach(rules -> further.computeIfPresent(
                        rules.id(),
                        (id, token) -> token.orScopes(
                                scopesByParameter(permissions).getOrDefault(rules.scopeParameter(), List.of()))));
        return tokens.with(further);
    }
}
