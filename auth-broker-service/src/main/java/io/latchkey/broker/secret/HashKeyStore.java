package io.latchkey.broker.secret;

import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;

/** Keeps the key under which tokens are hashed. */
public interface HashKeyStore {
    /**
     * The same key for every replica; the first one that asks creates it. Fails with {@link Unavailable} while the store cannot
     * be reached.
     */
    Uni<Secret> tokenHashKey();
}
