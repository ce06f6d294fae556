package io.latchkey.broker.method.oauth2;

import com.fasterxml.jackson.databind.node.TextNode;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Begun;
import io.latchkey.broker.method.Begun.Kept;
import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.NextStep;
import io.latchkey.broker.method.Obtained;
import io.latchkey.broker.method.OwnClients;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.method.client.ClientConflicts;
import io.latchkey.broker.method.client.EnteredClients;
import io.latchkey.broker.method.oauth2.authorize.AuthorizationResponse;
import io.latchkey.broker.method.oauth2.authorize.AuthorizationUrl;
import io.latchkey.broker.method.oauth2.authorize.CodeVerifier;
import io.latchkey.broker.method.oauth2.authorize.SignedCallback;
import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.method.oauth2.token.TokenEndpoint;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.response.ScopeList;
import io.latchkey.catalog.OAuth2Code;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.oauth2.AuthorizationRules;
import io.latchkey.catalog.oauth2.PkceMethod;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The authorization code grant of one provider. */
final class CodeMethod extends OAuth2Method {
    private final OAuth2Code spec;
    private final AuthorizationRules rules;

    CodeMethod(Provider provider, OAuth2Code spec, OAuth2Methods shared, Map<String, Secret> clientValues) {
        super(new OAuth2Provider(provider, spec), shared, clientValues);
        this.spec = spec;
        this.rules = spec.authorize();
    }

    @Override
    public AuthMethod with(Map<String, Secret> clientValues) {
        return new CodeMethod(provider(), spec, shared, clientValues);
    }

    @Override
    ClientConflicts conflicts() {
        return ClientConflicts.withRedirectUri(this, redirectUri());
    }

    @Override
    public Uni<Begun> begin(String tenant, List<String> permissions, Secret state) {
        return shared.clients.chosen(this, tenant).chain(client -> begin(client, null, permissions, state));
    }

    /** A user cannot enter a client that authenticates with a key, because its key would be here. */
    @Override
    public Optional<OwnClients> ownClients() {
        if (spec().hasClientKey()) {
            return Optional.empty();
        }
        return Optional.of(new EnteredClients(
                provider(),
                spec(),
                redirectUri(),
                (client, permissions, state) -> begin(client, client, permissions, state)));
    }

    /** @param own {@code client}, if the user entered it; otherwise null */
    private Uni<Begun> begin(
            ProviderClient client, @Nullable ProviderClient own, List<String> permissions, Secret state) {
        var verifier = CodeVerifier.mint();
        var parameters = AuthorizationUrl.parameters(
                provider, rules, client.clientId(), permissions, client.redirectUri(redirectUri()), state, verifier);
        return pushed(client, parameters)
                .map(sent -> new Begun(
                        new NextStep.Redirect(AuthorizationUrl.of(rules, sent)),
                        new Kept(verifier.secret(), client.ref(), own)));
    }

    /** The parameters for the browser: a reference to {@code parameters} if the provider takes these directly. */
    private Uni<Map<String, String>> pushed(ProviderClient client, Map<String, String> parameters) {
        var url = rules.pushedUrl();
        return url == null
                ? Uni.createFrom().item(parameters)
                : shared.clients
                        .usable(provider, client)
                        .chain(usable ->
                                shared.pushed.push(provider, rules.names().clientId(), usable, url, parameters));
    }

    @Override
    public Optional<Refusal> refusal(BrowserResponse response) {
        return answer(response).refusal(rules);
    }

    @Override
    public Uni<Optional<Refusal>> forgery(BrowserResponse response, Kept kept) {
        var signed = rules.callbackHmac();
        return signed == null
                ? Uni.createFrom().item(Optional.empty())
                : shared.clients.of(provider, kept.client(), kept.ownClient()).map(client -> new SignedCallback(
                                signed, response)
                        .refusal(client.secrets(), shared.clock.instant()));
    }

    @Override
    public Uni<Obtained> complete(BrowserResponse response, List<String> permissions, Kept kept) {
        var code = answer(response).code().orElseThrow();
        return shared.clients
                .of(provider, kept.client(), kept.ownClient())
                .chain(client -> shared.tokens.exchange(provider, client, code(code, client, kept)))
                .map(exchanged -> obtained(exchanged.granting(grantedScopes(response)), permissions));
    }

    private List<String> grantedScopes(BrowserResponse response) {
        return Optional.ofNullable(rules.grantedScopes())
                .flatMap(response::text)
                .map(TextNode::valueOf)
                .map(ScopeList::of)
                .orElse(List.of());
    }

    private AuthorizationResponse answer(BrowserResponse response) {
        return AuthorizationResponse.of(response, rules.names());
    }

    private TokenEndpoint.Code code(Secret code, ProviderClient client, Kept kept) {
        return new TokenEndpoint.Code(
                code,
                URI.create(client.redirectUri(redirectUri())),
                rules.pkce() == PkceMethod.S256 ? kept.secret() : null,
                new CodeVerifier(kept.secret()).nonce());
    }

    private String redirectUri() {
        return provider.redirectUri(shared.publicUrl);
    }
}
