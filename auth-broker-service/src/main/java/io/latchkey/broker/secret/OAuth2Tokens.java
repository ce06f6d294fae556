package io.latchkey.broker.secret;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The current tokens of one grant.
 *
 * @param refreshToken null if the provider issued none; equal to the access token where that is renewed with itself
 * @param obtainedAt when the request that returned the access token was started
 * @param accessTokenExpiresAt null: it does not expire by itself
 * @param refreshTokenExpiresAt null: not known
 * @param further other access tokens of the same grant, by their ids in the catalog
 */
public record OAuth2Tokens(
        Secret accessToken,
        @Nullable Secret refreshToken,
        Instant obtainedAt,
        @Nullable Instant accessTokenExpiresAt,
        @Nullable Instant refreshTokenExpiresAt,
        Map<String, FurtherToken> further)
        implements Material {
    public OAuth2Tokens {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(obtainedAt, "obtainedAt");
        further = further == null ? Map.of() : Map.copyOf(further);
    }

    /** The tokens of a grant with one access token. */
    public OAuth2Tokens(
            Secret accessToken,
            @Nullable Secret refreshToken,
            Instant obtainedAt,
            @Nullable Instant accessTokenExpiresAt,
            @Nullable Instant refreshTokenExpiresAt) {
        this(accessToken, refreshToken, obtainedAt, accessTokenExpiresAt, refreshTokenExpiresAt, Map.of());
    }

    /** Casts {@code material} to tokens; fails if it is of another kind. */
    public static OAuth2Tokens of(Material material) {
        if (material instanceof OAuth2Tokens tokens) {
            return tokens;
        }
        throw new IllegalStateException(
                "not OAuth 2.0 tokens: " + material.getClass().getSimpleName());
    }

    @Override
    public String type() {
        return "oauth2";
    }

    @Override
    public @Nullable Instant expiresAt() {
        return accessTokenExpiresAt;
    }

    @Override
    public boolean revocable() {
        return true;
    }

    @Override
    public boolean renewable() {
        return refreshToken != null;
    }

    /** Whether the access token is renewed with itself, so that nothing is left of the grant when it ends. */
    public boolean renewsItself() {
        return accessToken.equals(refreshToken);
    }

    /** The refresh token of {@link #renewable()} tokens. */
    public Secret requireRefreshToken() {
        return Objects.requireNonNull(refreshToken, "refreshToken");
    }

    @Override
    public OAuth2Tokens living(Duration life) {
        return new OAuth2Tokens(
                accessToken, refreshToken, obtainedAt, obtainedAt.plus(life), refreshTokenExpiresAt, further);
    }

    /** A copy with these other access tokens. */
    public OAuth2Tokens with(Map<String, FurtherToken> others) {
        return new OAuth2Tokens(
                accessToken, refreshToken, obtainedAt, accessTokenExpiresAt, refreshTokenExpiresAt, others);
    }

    /** Another access token as the only one. */
    public OAuth2Tokens alone(FurtherToken other) {
        return new OAuth2Tokens(other.token(), null, obtainedAt, other.expiresAt(), null);
    }
}
