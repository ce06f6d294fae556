package io.latchkey.broker.secret;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secret part of a credential. Its stored form contains its kind; reading a kind that this release does not know
 * fails, and never yields another kind.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "oauth2_tokens", value = OAuth2Tokens.class),
    @JsonSubTypes.Type(name = "client_token", value = ClientToken.class),
    @JsonSubTypes.Type(name = "session_token", value = SessionToken.class),
    @JsonSubTypes.Type(name = "signed_token", value = SignedToken.class),
    @JsonSubTypes.Type(name = "driver_fields", value = DriverFields.class),
    @JsonSubTypes.Type(name = "api-key", value = ApiKeyValues.class),
    @JsonSubTypes.Type(name = "oauth1_token", value = OAuth1Token.class),
    @JsonSubTypes.Type(name = "aws_key", value = AwsKey.class),
    @JsonSubTypes.Type(name = "basic_login", value = BasicLogin.class)
})
public sealed interface Material permits OAuth2Tokens, OAuth1Token, IssuedToken, EnteredMaterial {
    /** How it was obtained, as the API names it. */
    String type();

    /** When the request that returned it was started; lifetimes count from this time. */
    Instant obtainedAt();

    /** When requests with it start to fail; null: it does not expire by itself. */
    @Nullable
    Instant expiresAt();

    /** Whether the broker can obtain newer material from its provider without a user. */
    boolean renewable();

    /** Whether its kind can be revoked by request; false for what a user has entered. */
    boolean revocable();

    /** Whether requests with it still succeed at {@code instant}, as far as the broker knows. */
    default boolean validAt(Instant instant) {
        var end = expiresAt();
        return end == null || end.isAfter(instant);
    }

    /**
     * Whether it stays valid for {@code minTtl} from {@code now}, or for half its lifetime if that is shorter: a
     * refresh cannot reliably provide more than that.
     */
    default boolean servesFor(Duration minTtl, Instant now) {
        return life().map(life -> life.dividedBy(2))
                .map(half -> validAt(now.plus(minTtl.compareTo(half) < 0 ? minTtl : half)))
                .orElse(true);
    }

    /** Its total lifetime; empty if it does not expire by itself, or the lifetime is not known. */
    default Optional<Duration> life() {
        return Optional.ofNullable(expiresAt()).map(end -> Duration.between(obtainedAt(), end));
    }

    /** Returns a copy with a lifetime of {@code life}, for renewable material whose lifetime is not known. */
    default Material living(Duration life) {
        return this;
    }
}
