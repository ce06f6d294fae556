package io.latchkey.broker.method.oauth2;

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
import io.latchkey.broker.method.Renewer;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.Revoker;
import io.latchkey.broker.method.client.ClientConflicts;
import io.latchkey.broker.method.oauth2.authorize.AuthorizationResponse;
import io.latchkey.broker.method.oauth2.authorize.AuthorizationUrl;
import io.latchkey.broker.method.oauth2.authorize.CodeVerifier;
import io.latchkey.broker.method.oauth2.authorize.SignedCallback;
import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.method.oauth2.revoke.RevokeTokens;
import io.latchkey.broker.method.oauth2.token.Exchanged;
import io.latchkey.broker.method.oauth2.token.LongLivedTokens;
import io.latchkey.broker.method.oauth2.token.RefreshTokens;
import io.latchkey.broker.method.oauth2.token.RenewLongLived;
import io.latchkey.broker.method.oauth2.token.TokenEndpoint;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.OAuth2Code;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.oauth2.PkceMethod;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The authorization code grant of one provider. */
final class OAuth2Method implements AuthMethod {
    private static final Duration UNTIL_CONFIGURED = Duration.ofMinutes(10);

    private static final Failure NO_ACCOUNT = new Failure(Outcome.UNKNOWN, null, ProviderErrors.NO_ACCOUNT, null, null);
    private final OAuth2Provider provider;
    private final OAuth2Code spec;
    private final OAuth2Methods shared;

    OAuth2Method(OAuth2Provider provider, OAuth2Methods shared) {
        this.provider = provider;
        this.spec = provider.oauth2();
        this.shared = shared;
    }

    @Override
    public Provider provider() {
        return provider.provider();
    }

    @Override
    public OAuth2Code spec() {
        return spec;
    }

    @Override
    public Class<OAuth2Tokens> material() {
        return OAuth2Tokens.class;
    }

    /**
     * Requires that a client is registered, and that its secret may be sent to the provider's current origin.
     */
    @Override
    public Uni<Void> requireReady(String tenant) {
        var conflicts = conflicts();
        return shared.clients
                .of(provider, tenant)
                .map(registered -> registered.orElseThrow(conflicts::notConfigured))
                .chain(client -> shared.origins.requireAllowed(provider.id(), origin(), client.origin()))
                .onFailure(ProviderException.class)
                .transform(moved -> conflicts.originUnconfirmed());
    }

    @Override
    public Uni<Begun> begin(String tenant, List<String> permissions, Secret state) {
        return shared.clients
                .of(provider, tenant)
                .map(registered -> registered.orElseThrow(() -> new Unavailable("provider", UNTIL_CONFIGURED)))
                .chain(client -> begin(client, null, permissions, state));
    }

    /** A user cannot enter a client that authenticates with a key, because its key would be here. */
    @Override
    public Optional<OwnClients> ownClients() {
        if (spec.hasClientKey()) {
            return Optional.empty();
        }
        return Optional.of(new EnteredClients(
                spec,
                origin(),
                redirectUri(),
                (client, permissions, state) -> begin(client, client, permissions, state)));
    }

    @Override
    public Optional<String> namedHost() {
        return provider.namedHost();
    }

    /** @param own {@code client}, if the user entered it; otherwise null */
    private Uni<Begun> begin(
            ProviderClient client, @Nullable ProviderClient own, List<String> permissions, Secret state) {
        var verifier = CodeVerifier.mint();
        var parameters = AuthorizationUrl.parameters(
                provider, client.clientId(), permissions, client.redirectUri(redirectUri()), state, verifier);
        return pushed(client, parameters)
                .map(sent -> new Begun(
                        new NextStep.Redirect(AuthorizationUrl.of(provider, sent)),
                        new Kept(verifier.secret(), client.ref(), own)));
    }

    /** The parameters for the browser: a reference to {@code parameters} if the provider takes these directly. */
    private Uni<Map<String, String>> pushed(ProviderClient client, Map<String, String> parameters) {
        var url = spec.authorize().pushedUrl();
        return url == null
                ? Uni.createFrom().item(parameters)
                : shared.issuers
                        .usable(provider, client)
                        .chain(usable -> shared.pushed.push(provider, usable, url, parameters));
    }

    @Override
    public Optional<Refusal> refusal(BrowserResponse response) {
        return answer(response).refusal(spec.authorize());
    }

    @Override
    public Uni<Optional<Refusal>> forgery(BrowserResponse response, Kept kept) {
        var rules = spec.authorize().callbackHmac();
        return rules == null
                ? Uni.createFrom().item(Optional.empty())
                : shared.issuers.of(provider, kept.client(), kept.ownClient()).map(client -> new SignedCallback(
                                rules, response)
                        .refusal(client.secrets(), shared.clock.instant()));
    }

    @Override
    public Uni<Obtained> complete(BrowserResponse response, List<String> permissions, Kept kept) {
        var code = answer(response).code().orElseThrow();
        return shared.issuers
                .of(provider, kept.client(), kept.ownClient())
                .chain(client -> shared.tokens.exchange(provider, client, code(code, client, kept)))
                .map(exchanged -> obtained(exchanged, permissions));
    }

    @Override
    public Uni<Optional<Grant>> prolong(CredentialDocument held) {
        return spec.longLived() == null
                ? Uni.createFrom().item(Optional.empty())
                : shared.issuers
                        .of(provider, held)
                        .chain(client -> new LongLivedTokens(provider, shared.tokens).exchange(client, held.grant()))
                        .map(Optional::of);
    }

    private AuthorizationResponse answer(BrowserResponse response) {
        return AuthorizationResponse.of(response, spec.authorize().names());
    }

    private TokenEndpoint.Code code(Secret code, ProviderClient client, Kept kept) {
        var pkce = spec.authorize().pkce() == PkceMethod.S256;
        return new TokenEndpoint.Code(
                code,
                URI.create(client.redirectUri(redirectUri())),
                pkce ? kept.secret() : null,
                new CodeVerifier(kept.secret()).nonce());
    }

    private Obtained obtained(Exchanged exchanged, List<String> permissions) {
        return new Obtained(
                exchanged.reply().granted(provider, permissions),
                exchanged.account(),
                exchanged.refusal(),
                exchanged.parameters());
    }

    @Override
    public Uni<Identified> identify(Material material) {
        return spec.token().response().account() == null
                ? shared.identities.of(this, material)
                : Uni.createFrom().failure(() -> new ProviderException(NO_ACCOUNT));
    }

    @Override
    public RequestParts apply(Material material) {
        var accessToken = OAuth2Tokens.of(material).accessToken().reveal();
        return PlacedValues.in(spec.placement(), Map.of(OAuth2Code.ACCESS_TOKEN, accessToken));
    }

    @Override
    public Optional<Renewer> renewer() {
        return Optional.of(
                spec.renewsByAccessToken()
                        ? new RenewLongLived(provider, shared.issuers, new LongLivedTokens(provider, shared.tokens))
                        : new RefreshTokens(provider, shared.issuers, shared.tokens));
    }

    @Override
    public Optional<Revoker> revoker() {
        return Optional.ofNullable(spec.revoke())
                .map(rules -> new RevokeTokens(this, provider, rules, shared.issuers, shared.revocations));
    }

    private String redirectUri() {
        return provider.redirectUri(shared.publicUrl);
    }

    private ClientConflicts conflicts() {
        return new ClientConflicts(this, redirectUri());
    }
}
