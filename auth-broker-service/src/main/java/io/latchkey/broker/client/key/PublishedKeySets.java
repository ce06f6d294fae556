package io.latchkey.broker.client.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.latchkey.broker.secret.ClientKey;
import io.latchkey.broker.secret.ClientKeyStore;
import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The public keys of clients as providers fetch them. Each replica holds them for a short time, so that many requests,
 * which need no token, cause few reads of Vault.
 *
 * <ol>
 *   <li>A new key is published at once by the replica that has added it, and within {@link #FRESH} by the others.
 *       Responses may be cached for {@link #MAX_AGE}. After the sum, {@link #KNOWN_AFTER}, every provider that respects
 *       that knows the key, and it can be activated.
 *   <li>While Vault does not respond, the keys that this replica has read before are still published, for at most
 *       {@link #KEPT}.
 *   <li>A key that does not exist is not remembered.
 * </ol>
 */
@ApplicationScoped
class PublishedKeySets {
    static final Duration MAX_AGE = Duration.ofMinutes(5);
    static final Duration FRESH = Duration.ofSeconds(10);
    static final Duration KNOWN_AFTER = MAX_AGE.plus(FRESH);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int MOST = 1000;

    private final Cache<String, KeySet> sets =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    private final ClientKeyStore keys;
    private final Clock clock;

    PublishedKeySets(ClientKeyStore keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    private record KeySet(List<Map<String, Object>> keys, Instant readAt) {}

    /** The public keys of the key {@code name}, as JSON Web Keys; empty if there is no such key. */
    Uni<List<Map<String, Object>>> of(String name) {
        return Uni.createFrom().deferred(() -> {
            var known = sets.getIfPresent(name);
            if (known != null && known.readAt().plus(FRESH).isAfter(clock.instant())) {
                return Uni.createFrom().item(known.keys());
            }
            var read = read(name);
            return known == null ? read : read.onFailure(Unavailable.class).recoverWithItem(known.keys());
        });
    }

    private Uni<List<Map<String, Object>>> read(String name) {
        var begun = clock.instant();
        return keys.publicKeys(name).map(versions -> {
            var published = versions.entrySet().stream()
                    .map(version -> WebKeys.of(
                            ClientKey.kid(name, version.getKey()),
                            version.getValue().publicKey()))
                    .toList();
            if (published.isEmpty()) {
                forget(name);
            } else {
                sets.put(name, new KeySet(published, begun));
            }
            return published;
        });
    }

    /** Reads the keys again for the next request. */
    void forget(String name) {
        sets.invalidate(name);
    }
}
