package io.latchkey.broker.secret;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secret part of a credential. Its stored form names its kind; a kind that this release does not know can't be read,
 * and is never taken for another.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "oauth2_tokens", value = OAuth2Tokens.class),
    @JsonSubTypes.Type(name = "api_key", value = ApiKeyValues.class),
    @JsonSubTypes.Type(name = "basic_login", value = BasicLogin.class)
})
public sealed interface Material permits OAuth2Tokens, ApiKeyValues, BasicLogin {
    /** How it was obtained, as the API names it. */
    String type();

    /** When the request that returned it was begun; lives count from here. */
    Instant obtainedAt();

    /** When requests with it stop to succeed; null: it does not expire by itself. */
    @Nullable
    Instant expiresAt();

    /** Whether its provider can be asked for newer material without a person. */
    boolean renewable();

    /** Whether requests with it still succeed at {@code instant}, as far as is known. */
    default boolean validAt(Instant instant) {
        var end = expiresAt();
        return end == null || end.isAfter(instant);
    }

    /**
     * Whether it stays good for {@code minTtl} from {@code now}, or for half the life that the provider gave it where that
     * is less: more than that no renewal could reliably give.
     */
    default boolean servesFor(Duration minTtl, Instant now) {
        return life().map(life -> life.dividedBy(2))
                .map(half -> validAt(now.plus(minTtl.compareTo(half) < 0 ? minTtl : half)))
                .orElse(true);
    }

    /** How long it lives in all; empty if it does not expire by itself, or that is not known. */
    default Optional<Duration> life() {
        return Optional.ofNullable(expiresAt()).map(end -> Duration.between(obtainedAt(), end));
    }
}
