package io.latchkey.broker.secret;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keyed hashes of a grant's tokens. They show whether two documents hold the same token, and nothing else, so that they
 * may be kept in a table.
 *
 * @param refresh null where there is no refresh token
 */
public record TokenHashes(String access, @Nullable String refresh) {
    public TokenHashes {
        Objects.requireNonNull(access, "access");
    }

    public List<String> all() {
        return Stream.of(access, refresh).filter(Objects::nonNull).toList();
    }
}
