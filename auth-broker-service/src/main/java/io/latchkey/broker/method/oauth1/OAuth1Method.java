package io.latchkey.broker.method.oauth1;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Begun;
import io.latchkey.broker.method.Begun.Kept;
import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.Identified;
import io.latchkey.broker.method.NextStep;
import io.latchkey.broker.method.Obtained;
import io.latchkey.broker.method.OwnClients;
import io.latchkey.broker.method.PlacedValues;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.RequestSigner;
import io.latchkey.broker.method.Revoker;
import io.latchkey.broker.method.client.ClientConflicts;
import io.latchkey.broker.method.client.ClientValues;
import io.latchkey.broker.method.client.EnteredClients;
import io.latchkey.broker.method.client.OwnClient;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.OAuth1Token;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.FormEncoding;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.OAuth1;
import io.latchkey.catalog.Provider;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** OAuth 1.0a at one provider. */
final class OAuth1Method implements AuthMethod {
    private final Provider provider;
    private final OAuth1 spec;
    private final @Nullable ProviderClient own;
    private final OAuth1Methods shared;
    private final Map<String, Secret> clientValues;

    /** @param own the client of the user that signs; null: a registered client */
    OAuth1Method(
            Provider provider,
            OAuth1 spec,
            @Nullable ProviderClient own,
            OAuth1Methods shared,
            Map<String, Secret> clientValues) {
        this.provider = provider;
        this.spec = spec;
        this.own = own;
        this.shared = shared;
        this.clientValues = clientValues;
    }

    @Override
    public AuthMethod with(Map<String, Secret> clientValues) {
        return new OAuth1Method(provider, spec, own, shared, clientValues);
    }

    @Override
    public Map<String, String> values(Material material) {
        return ClientValues.texts(clientValues);
    }

    @Override
    public Provider provider() {
        return provider;
    }

    @Override
    public OAuth1 spec() {
        return spec;
    }

    @Override
    public Class<OAuth1Token> material() {
        return OAuth1Token.class;
    }

    @Override
    public Uni<Void> requireReady(String tenant) {
        return shared.clients.requireReady(this, tenant, ClientConflicts.withRedirectUri(this, callback()));
    }

    @Override
    public AuthMethod servedBy(@Nullable ProviderClient entered) {
        return entered == null ? this : new OAuth1Method(provider, spec, entered, shared, clientValues);
    }

    /** A client of the user that the provider refuses is no fault of an operator. */
    @Override
    public Failure meaning(Failure failure) {
        return own == null ? failure : OwnClient.blamed(failure);
    }

    @Override
    public Uni<Begun> begin(String tenant, List<String> permissions, Secret state) {
        return shared.clients.chosen(this, tenant).chain(client -> begin(client, null, permissions, state));
    }

    @Override
    public Optional<OwnClients> ownClients() {
        return Optional.of(new EnteredClients(
                provider, spec, callback(), (client, permissions, state) -> begin(client, client, permissions, state)));
    }

    /**
     * Obtains a request token. The state is part of its callback URL, since the protocol has no parameter for it.
     *
     * @param entered {@code client}, if the user entered it; otherwise null
     */
    private Uni<Begun> begin(
            ProviderClient client, @Nullable ProviderClient entered, List<String> permissions, Secret state) {
        var callback = FormEncoding.added(callback(), Map.of("state", state.reveal()));
        return shared.clients
                .usable(this, client)
                .chain(usable -> shared.requests.requestToken(provider, spec, usable, callback))
                .map(token -> new Begun(
                        new NextStep.Redirect(authorizationUrl(token, permissions)),
                        new Kept(token.kept(), client.ref(), entered)));
    }

    private URI authorizationUrl(RequestToken token, List<String> permissions) {
        var rules = spec.authorize();
        var parameters = new TreeMap<>(rules.parameters());
        parameters.put("oauth_token", token.token().reveal());
        var scopes = scopes(permissions);
        if (rules.scopeParameter() != null && !scopes.isEmpty()) {
            parameters.put(rules.scopeParameter(), String.join(rules.scopeSeparator(), scopes));
        }
        return URI.create(FormEncoding.added(rules.url(), parameters));
    }

    @Override
    public Optional<Refusal> refusal(BrowserResponse response) {
        return CallbackResponse.of(response).refusal();
    }

    @Override
    public Optional<Refusal> refusal(BrowserResponse response, Kept kept) {
        return CallbackResponse.of(response).refusal(RequestToken.of(kept.secret()));
    }

    @Override
    public Uni<Obtained> complete(BrowserResponse response, List<String> permissions, Kept kept) {
        var verifier = CallbackResponse.of(response).verifier().orElseThrow();
        return shared.clients.of(this, kept.client(), kept.ownClient()).chain(client -> shared.requests
                .accessToken(provider, spec, client, RequestToken.of(kept.secret()), verifier)
                .map(issued -> new IssuedAccess(provider, spec, issued)
                        .obtained(client.ref(), permissions, scopes(permissions))));
    }

    @Override
    public Uni<Identified> identify(Material material) {
        return shared.identities.of(this, material);
    }

    /** Nothing, unless the provider accepts a token without a signature. */
    @Override
    public RequestParts apply(Material material) {
        var placement = spec.placement();
        return placement == null
                ? RequestParts.NONE
                : PlacedValues.in(
                        placement,
                        Map.of(OAuth1.TOKEN, material().cast(material).token().reveal()));
    }

    @Override
    public Optional<RequestSigner> signer() {
        return spec.placement() == null ? Optional.of(signature()) : Optional.empty();
    }

    @Override
    public Optional<Revoker> revoker() {
        return Optional.ofNullable(spec.revoke()).map(rules -> new RevokeToken(this, rules, signature(), shared));
    }

    /** The client that signs with {@code token}. Fails with a {@link ProviderException} if it may not be used. */
    Uni<ProviderClient> clientOf(OAuth1Token token) {
        return shared.clients.of(this, token.client(), own);
    }

    private RequestSigner signature() {
        return new TokenSignature(this, shared);
    }

    private List<String> scopes(List<String> permissions) {
        return provider.scopes(spec.authorize().scopes(), permissions);
    }

    private String callback() {
        return namedHost()
                .map(host -> shared.publicUrl.callback(provider.id(), host))
                .orElseGet(() -> shared.publicUrl.callback(provider.id()));
    }
}
