package io.latchkey.broker.method.oauth2;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Identified;
import io.latchkey.broker.method.Obtained;
import io.latchkey.broker.method.PlacedValues;
import io.latchkey.broker.method.Renewer;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.Revoker;
import io.latchkey.broker.method.client.ClientConflicts;
import io.latchkey.broker.method.client.ClientValues;
import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.method.oauth2.revoke.RevokeTokens;
import io.latchkey.broker.method.oauth2.token.Exchanged;
import io.latchkey.broker.method.oauth2.token.LongLivedTokens;
import io.latchkey.broker.method.oauth2.token.RefreshTokens;
import io.latchkey.broker.method.oauth2.token.RenewLongLived;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.OAuth2Consent;
import io.latchkey.catalog.Provider;
import io.latchkey.contracts.connection.Outcome;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the grants to which a user consents have in common: the client, and the tokens after the consent. */
abstract class OAuth2Method implements AuthMethod {
    private static final Failure NO_ACCOUNT = new Failure(Outcome.UNKNOWN, null, ProviderErrors.NO_ACCOUNT, null, null);

    final OAuth2Provider provider;
    final OAuth2Methods shared;
    private final Map<String, Secret> clientValues;

    OAuth2Method(OAuth2Provider provider, OAuth2Methods shared, Map<String, Secret> clientValues) {
        this.provider = provider;
        this.shared = shared;
        this.clientValues = clientValues;
    }

    /** What prevents authorizations, in words for the operator. */
    abstract ClientConflicts conflicts();

    @Override
    public final Provider provider() {
        return provider.provider();
    }

    @Override
    public OAuth2Consent spec() {
        return provider.oauth2();
    }

    @Override
    public final Class<OAuth2Tokens> material() {
        return OAuth2Tokens.class;
    }

    @Override
    public final Uni<Void> requireReady(String tenant) {
        return shared.clients.requireReady(this, tenant, conflicts());
    }

    final Obtained obtained(Exchanged exchanged, List<String> permissions) {
        return new Obtained(
                exchanged.reply().granted(provider, permissions),
                exchanged.account(),
                exchanged.refusal(),
                exchanged.parameters());
    }

    @Override
    public final Uni<Optional<Grant>> prolong(CredentialDocument held) {
        return spec().longLived() == null
                ? Uni.createFrom().item(Optional.empty())
                : shared.clients
                        .of(provider, held)
                        .chain(client -> new LongLivedTokens(provider, shared.tokens).exchange(client, held.grant()))
                        .map(Optional::of);
    }

    @Override
    public final Uni<Identified> identify(Material material) {
        return spec().token().response().account() == null
                ? shared.identities.of(this, material)
                : Uni.createFrom().failure(() -> new ProviderException(NO_ACCOUNT));
    }

    @Override
    public final RequestParts apply(Material material) {
        return PlacedValues.in(spec().placement(), values(material));
    }

    @Override
    public final List<String> granted(List<String> scopes, Material material) {
        return provider.granted(scopes, OAuth2Tokens.of(material));
    }

    @Override
    public final Map<String, String> values(Material material) {
        var values = new HashMap<>(ClientValues.texts(clientValues));
        values.put(
                OAuth2Consent.ACCESS_TOKEN,
                OAuth2Tokens.of(material).accessToken().reveal());
        return values;
    }

    @Override
    public final Optional<Renewer> renewer() {
        return Optional.of(
                spec().renewsByAccessToken()
                        ? new RenewLongLived(provider, shared.clients, new LongLivedTokens(provider, shared.tokens))
                        : new RefreshTokens(provider, shared.clients, shared.tokens));
    }

    @Override
    public final Optional<Revoker> revoker() {
        return Optional.ofNullable(spec().revoke())
                .map(rules -> new RevokeTokens(this, provider, rules, shared.clients, shared.revocations));
    }
}
