package io.latchkey.broker.method.oauth2.token;

import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.secret.FurtherToken;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.oauth2.GrantRules;
import io.latchkey.catalog.request.Probe;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Permissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token response. A null member was missing or unusable, and does not replace a value that was known before.
 *
 * @param refreshTokenUnreadable whether there is no usable refresh token although the provider sent one, or may have
 *     sent one; the previous one may be invalid
 * @param begun when the request started
 * @param scopes the granted scopes; never empty
 * @param further other access tokens, by their ids in the catalog
 */
public record TokenResponse(
        @Nullable Secret accessToken,
        @Nullable Secret refreshToken,
        boolean refreshTokenUnreadable,
        Instant begun,
        @Nullable Instant accessTokenExpiresAt,
        @Nullable Instant refreshTokenExpiresAt,
        @Nullable List<String> scopes,
        Map<String, FurtherToken> further) {

    /** The tokens of an exchange. Fails with a {@link ProviderException} if there is no access token. */
    public OAuth2Tokens tokens() {
        return new OAuth2Tokens(
                requireAccessToken(), refreshToken, begun, accessTokenExpiresAt, refreshTokenExpiresAt, further);
    }

    /** Whether the response has a refresh token other than {@code sent}, the one in the request. */
    boolean renews(@Nullable Secret sent) {
        return refreshToken != null && !refreshToken.equals(sent);
    }

    /** This response, completed by the response to an immediate refresh. */
    TokenResponse completedBy(TokenResponse refreshed) {
        return new TokenResponse(
                refreshed.accessToken,
                refreshed.refreshToken == null ? refreshToken : refreshed.refreshToken,
                refreshed.refreshTokenUnreadable,
                refreshed.begun,
                refreshed.accessTokenExpiresAt,
                refreshed.refreshTokenExpiresAt == null ? refreshTokenExpiresAt : refreshed.refreshTokenExpiresAt,
                refreshed.scopes == null ? scopes : refreshed.scopes,
                over(further, refreshed.further));
    }

    /** A copy for a response without an access token, in which the refresh token takes its place. */
    TokenResponse withRefreshTokenAlone() {
        return new TokenResponse(
                refreshToken,
                refreshToken,
                refreshTokenUnreadable,
                begun,
                null,
                refreshTokenExpiresAt,
                scopes,
                further);
    }

    TokenResponse withScopes(List<String> granted) {
        return new TokenResponse(
                accessToken,
                refreshToken,
                refreshTokenUnreadable,
                begun,
                accessTokenExpiresAt,
                refreshTokenExpiresAt,
                granted,
                further);
    }

    /** The access token. Fails with a {@link ProviderException} if there is none. */
    public Secret requireAccessToken() {
        if (accessToken == null) {
            throw new ProviderException(new Failure(Outcome.UNKNOWN, null, ProviderErrors.NO_TOKEN, null, null));
        }
        return accessToken;
    }

    /**
     * This response, in which the access token is its own refresh token. Unchanged if it does not expire.
     *
     * @param usualLife lifetime of an access token whose response has none; null: it does not expire
     */
    TokenResponse renewingItself(@Nullable Duration usualLife) {
        var usualEnd = usualLife == null ? null : begun.plus(usualLife);
        var end = accessTokenExpiresAt == null ? usualEnd : accessTokenExpiresAt;
        return end == null
                ? this
                : new TokenResponse(accessToken, accessToken, false, begun, accessTokenExpiresAt, end, scopes, further);
    }

    /** The grant of an exchange that requested {@code permissions}. */
    public Grant granted(OAuth2Provider provider, List<String> permissions) {
        var end = GrantTerms.expiresAt(provider.oauth2().grant(), tokens());
        return grant(provider, permissions, tokens(), scopesOr(provider.scopes(permissions)), end, null);
    }

    /** The grant after an exchange of its access token. Scopes that are missing are those of {@code before}. */
    Grant prolonged(OAuth2Provider provider, Grant before) {
        var end = GrantTerms.expiresAt(provider.oauth2().grant(), tokens());
        return grant(provider, before.permissions().requested(), tokens(), scopesOr(before.scopes()), end, null);
    }

    /**
     * The grant after a refresh. Values that are missing in the response, and those that only probes report, are taken
     * from {@code before}.
     */
    public Grant refreshed(OAuth2Provider provider, Grant before) {
        var rules = provider.oauth2().grant();
        var requested = before.permissions().requested();
        var probe = provider.oauth2().verifies();
        var end = probe.map(Probe::expiryFrom).isPresent()
                ? before.expiresAt()
                : GrantTerms.expiresAt(rules, this, before);
        return grant(
                provider,
                requested,
                after(OAuth2Tokens.of(before.material())),
                probe.map(Probe::scopesFrom).isPresent() ? before.scopes() : scopesOr(before.scopes()),
                end,
                rotates(rules, before));
    }

    /**
     * Whether the refresh token of {@code before}, which was sent in the request, may be invalid while its replacement
     * is unknown.
     */
    public boolean losesRefreshToken(GrantRules declared, Grant before) {
        var rotates = before.rotates(declared.rotates());
        return refreshToken == null && (Boolean.TRUE.equals(rotates) || (rotates == null && refreshTokenUnreadable));
    }

    /**
     * Whether refreshes have rotated the refresh token. A missing or unreadable refresh token does not show that the
     * provider keeps the previous one.
     */
    private @Nullable Boolean rotates(GrantRules declared, Grant before) {
        return refreshTokenUnreadable || Boolean.TRUE.equals(before.rotates()) || losesRefreshToken(declared, before)
                ? before.rotates()
                : Boolean.valueOf(renews(OAuth2Tokens.of(before.material()).refreshToken()));
    }

    private static Grant grant(
            OAuth2Provider provider,
            List<String> requested,
            OAuth2Tokens tokens,
            List<String> scopes,
            @Nullable Instant end,
            @Nullable Boolean rotates) {
        var complete = provider.withScopes(tokens, requested);
        return new Grant(complete, scopes, Permissions.of(requested, provider.granted(scopes, complete)), end, rotates);
    }

    /** What a response lacks remains as it was. */
    private static Map<String, FurtherToken> over(Map<String, FurtherToken> before, Map<String, FurtherToken> named) {
        var all = new HashMap<>(before);
        all.putAll(named);
        return all;
    }

    /** The granted scopes, or {@code requested} if the response contains none (RFC 6749, section 5.1). */
    List<String> scopesOr(List<String> requested) {
        return scopes == null ? requested : scopes;
    }

    /** The tokens after this response. An access token that was not replaced keeps its expiry. */
    OAuth2Tokens after(OAuth2Tokens before) {
        var refresh = refreshToken == null ? before.refreshToken() : refreshToken;
        var refreshEnd = refreshTokenExpiresAt == null ? stillAhead(before) : refreshTokenExpiresAt;
        return accessToken == null
                ? new OAuth2Tokens(
                        before.accessToken(),
                        refresh,
                        before.obtainedAt(),
                        before.accessTokenExpiresAt(),
                        refreshEnd,
                        over(before.further(), further))
                : new OAuth2Tokens(
                        accessToken,
                        refresh,
                        begun,
                        accessTokenEnd(before),
                        refreshEnd,
                        over(before.further(), further));
    }

    /** If the provider sends no lifetime for the access token, the lifetime of the previous one applies. */
    private @Nullable Instant accessTokenEnd(OAuth2Tokens before) {
        return accessTokenExpiresAt != null
                ? accessTokenExpiresAt
                : before.life().map(begun::plus).orElse(null);
    }

    /** The previous expiry, unless it has passed: the successful refresh shows that an expiry in the past was wrong. */
    private @Nullable Instant stillAhead(OAuth2Tokens before) {
        return Optional.ofNullable(before.refreshTokenExpiresAt())
                .filter(end -> end.isAfter(begun))
                .orElse(null);
    }
}
