package io.latchkey.broker.method.oauth2.token;

import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.Failure;
import io.latchkey.broker.upstream.ProviderErrors;
import io.latchkey.broker.upstream.ProviderException;
import io.latchkey.catalog.oauth2.GrantRules;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Permissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint returned. A member that is null was missing or unusable, and erases nothing that was known
 * before.
 *
 * @param refreshTokenUnreadable whether there is no usable refresh token although one was sent, or may have been: the one
 *     before may be spent
 * @param begun when the request was begun
 * @param scopes that were granted; never empty
 */
public record TokenResponse(
        @Nullable Secret accessToken,
        @Nullable Secret refreshToken,
        boolean refreshTokenUnreadable,
        Instant begun,
        @Nullable Instant accessTokenExpiresAt,
        @Nullable Instant refreshTokenExpiresAt,
        @Nullable List<String> scopes) {

    /** The tokens of an exchange; fails with a {@link ProviderException} if there is no access token. */
    public OAuth2Tokens tokens() {
        return new OAuth2Tokens(requireAccessToken(), refreshToken, begun, accessTokenExpiresAt, refreshTokenExpiresAt);
    }

    /** Whether this has a refresh token other than {@code sent}, the one that it was asked with. */
    boolean renews(@Nullable Secret sent) {
        return refreshToken != null && !refreshToken.equals(sent);
    }

    /** What this and a refresh that followed at once amount to. */
    TokenResponse completedBy(TokenResponse refreshed) {
        return new TokenResponse(
                refreshed.accessToken,
                refreshed.refreshToken == null ? refreshToken : refreshed.refreshToken,
                refreshed.refreshTokenUnreadable,
                refreshed.begun,
                refreshed.accessTokenExpiresAt,
                refreshed.refreshTokenExpiresAt == null ? refreshTokenExpiresAt : refreshed.refreshTokenExpiresAt,
                refreshed.scopes == null ? scopes : refreshed.scopes);
    }

    /** The same for a reply without an access token: its refresh token takes both places. */
    TokenResponse withRefreshTokenAlone() {
        return new TokenResponse(
                refreshToken, refreshToken, refreshTokenUnreadable, begun, null, refreshTokenExpiresAt, scopes);
    }

    /** The access token; fails with a {@link ProviderException} if the provider gave none. */
    public Secret requireAccessToken() {
        if (accessToken == null) {
            throw new ProviderException(new Failure(Outcome.UNKNOWN, null, ProviderErrors.NO_TOKEN, null, null));
        }
        return accessToken;
    }

    /** The grant of an exchange, where {@code permissions} were asked for. */
    public Grant granted(OAuth2Provider provider, List<String> permissions) {
        var end = GrantTerms.expiresAt(provider.oauth2().grant(), tokens());
        return grant(provider, permissions, tokens(), scopesOr(provider.scopes(permissions)), end, null);
    }

    /** The grant after a refresh; what the reply does not say is as it was {@code before}. */
    public Grant refreshed(OAuth2Provider provider, Grant before) {
        var rules = provider.oauth2().grant();
        var requested = before.permissions().requested();
        var end = GrantTerms.expiresAt(rules, this, before);
        return grant(
                provider,
                requested,
                after(OAuth2Tokens.of(before.material())),
                scopesOr(before.scopes()),
                end,
                rotates(rules, before));
    }

    /**
     * Whether the refresh token of {@code before}, with which this was asked for, may be spent while its successor is not
     * known.
     */
    public boolean losesRefreshToken(GrantRules declared, Grant before) {
        var rotates = before.rotates(declared.rotates());
        return refreshToken == null && (Boolean.TRUE.equals(rotates) || (rotates == null && refreshTokenUnreadable));
    }

    /** What refreshes were seen to do. A refresh token that is missing or cannot be read is no sign that they keep it. */
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
        return new Grant(tokens, scopes, Permissions.of(requested, provider.granted(scopes)), end, rotates);
    }

    /** The granted scopes where {@code requested} were asked for (RFC 6749, section 5.1). */
    List<String> scopesOr(List<String> requested) {
        return scopes == null ? requested : scopes;
    }

    /** The tokens as they stand now. An access token that was not replaced keeps its own end. */
    OAuth2Tokens after(OAuth2Tokens before) {
        var refresh = refreshToken == null ? before.refreshToken() : refreshToken;
        var refreshEnd = refreshTokenExpiresAt == null ? stillAhead(before) : refreshTokenExpiresAt;
        return accessToken == null
                ? new OAuth2Tokens(
                        before.accessToken(), refresh, before.obtainedAt(), before.accessTokenExpiresAt(), refreshEnd)
                : new OAuth2Tokens(accessToken, refresh, begun, accessTokenEnd(before), refreshEnd);
    }

    /** Where the provider does not say how long an access token lives, it lives as long as the one before. */
    private @Nullable Instant accessTokenEnd(OAuth2Tokens before) {
        return accessTokenExpiresAt != null
                ? accessTokenExpiresAt
                : before.life().map(begun::plus).orElse(null);
    }

    /** An end that has passed is disproved by the refresh that succeeded after it. */
    private @Nullable Instant stillAhead(OAuth2Tokens before) {
        return Optional.ofNullable(before.refreshTokenExpiresAt())
                .filter(end -> end.isAfter(begun))
                .orElse(null);
    }
}
