package io.latchkey.broker.secret.hash;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keyed hashes of a grant's tokens. They only show whether two documents contain the same token, so a table may contain
 * them.
 *
 * @param refresh null if there is no refresh token
 */
public record TokenHashes(@Nullable String access, @Nullable String refresh) {
    /** For material that cannot be revoked, so that other holders of it do not matter. */
    static final TokenHashes NONE = new TokenHashes(null, null);

    /** The hash of the token that lives longest. Fails for material that cannot be revoked. */
    public String requireLongestLived() {
        return Objects.requireNonNull(refresh == null ? access : refresh, "the material has no token");
    }

    public List<String> all() {
        return Stream.of(access, refresh).filter(Objects::nonNull).toList();
    }
}
