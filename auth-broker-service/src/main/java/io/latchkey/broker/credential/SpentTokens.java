package io.latchkey.broker.credential;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Hashes of the refresh tokens that a generation has spent, newest first. Revoking a spent token may also revoke its
 * successors. Each hash is kept longer than the revocation of another consent with the same token can be pending,
 * regardless of the number of refreshes in that time.
 *
 * @param spentAt of each hash, in seconds since 1970
 */
@Embeddable
record SpentTokens(
        @Column(name = "former_refresh_hashes") List<String> hashes,
        @Column(name = "former_refresh_spent_at") List<Long> spentAt) {
    static final SpentTokens NONE = new SpentTokens(List.of(), List.of());

    private static final Duration KEPT_FOR = Duration.ofDays(2);
    private static final int LEAST = 8;
    private static final int MOST = 256;

    /** Adds a hash that was spent at {@code now}. */
    SpentTokens with(String hash, Instant now) {
        var oldest = now.minus(KEPT_FOR).getEpochSecond();
        var kept = (int) IntStream.range(0, spentAt.size())
                .filter(i -> i < LEAST - 1 || (i < MOST - 1 && spentAt.get(i) >= oldest))
                .count();
        return new SpentTokens(
                Stream.concat(Stream.of(hash), hashes.stream().limit(kept)).toList(),
                Stream.concat(Stream.of(now.getEpochSecond()), spentAt.stream().limit(kept))
                        .toList());
    }
}
