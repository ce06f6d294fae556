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
public record TokenHashes(@Nullable String access, @Nullable String refresh) {
    /** Of material that no revocation ends, so that it need not be known who else holds it. */
    static final TokenHashes NONE = new TokenHashes(null, null);

    public List<String> all() {
        return Stream.of(access, refresh).filter(Objects::nonNull).toList();
    }
}
