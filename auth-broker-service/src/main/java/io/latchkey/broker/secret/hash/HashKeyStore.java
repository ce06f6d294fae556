package io.latchkey.broker.secret.hash;

import io.latchkey.broker.secret.Secret;
import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;

/** Stores the key for hashing tokens. */
public interface HashKeyStore {
    /**
     * Returns the key, which is the same for all replicas; the first replica that needs it creates it. Fails with
     * {@link Unavailable} while the store is unavailable.
     */
    Uni<Secret> tokenHashKey();
}
