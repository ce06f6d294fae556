package io.latchkey.broker.secret;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one grant as they stand now.
 *
 * @param refreshToken null where the provider gave none
 * @param obtainedAt when the request that returned the access token was begun; lives count from here
 * @param accessTokenExpiresAt null: it does not expire by itself
 * @param refreshTokenExpiresAt null: not known
 */
public record Tokens(
        Secret accessToken,
        @Nullable Secret refreshToken,
        Instant obtainedAt,
        @Nullable Instant accessTokenExpiresAt,
        @Nullable Instant refreshTokenExpiresAt) {
    public Tokens {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(obtainedAt, "obtainedAt");
    }

    /** Whether the access token is still good at {@code instant}. */
    public boolean validAt(Instant instant) {
        return accessTokenExpiresAt == null || accessTokenExpiresAt.isAfter(instant);
    }

    /**
     * Whether the access token stays good for {@code minTtl} from {@code now}, or for half the life that the provider
     * gave it where that is less: more than that no refresh could reliably give.
     */
    public boolean servesFor(Duration minTtl, Instant now) {
        if (accessTokenExpiresAt == null) {
            return true;
        }
        var half = Duration.between(obtainedAt, accessTokenExpiresAt).dividedBy(2);
        return validAt(now.plus(minTtl.compareTo(half) < 0 ? minTtl : half));
    }

    /** How long the access token lives in all; empty if it does not expire by itself, or that is not known. */
    public Optional<Duration> accessTokenLife() {
        return Optional.ofNullable(accessTokenExpiresAt).map(end -> Duration.between(obtainedAt, end));
    }

    /** The same, if the access token lived for {@code life}. */
    public Tokens living(Duration life) {
        return new Tokens(accessToken, refreshToken, obtainedAt, obtainedAt.plus(life), refreshTokenExpiresAt);
    }
}
