package io.latchkey.broker.secret;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A token, key or client secret. Only {@link #reveal()} returns the value; {@code toString()} masks it, and serializers
 * cannot access it.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps {@code value}; {@link IllegalArgumentException} if it is empty. */
    public static Secret of(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
        return new Secret(value);
    }

    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value);
    }

    @Override
    public String toString() {
        return "***";
    }
}
