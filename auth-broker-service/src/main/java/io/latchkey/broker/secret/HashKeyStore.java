package io.latchkey.broker.secret;

import io.smallrye.mutiny.Uni;

/** Keeps the key under which tokens are hashed. */
public interface HashKeyStore {
    /**
     * The same key for every replica; the first one that asks creates it. Fails with a 503 problem while the store cannot
     * be reached.
     */
    Uni<Secret> tokenHashKey();
}
