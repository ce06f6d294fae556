package io.latchkey.broker.secret.hash;

import io.latchkey.broker.secret.Secret;
import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;

/**
 * Stores keys for HMACs, one for each purpose. A key is the same for all replicas; the first replica that needs it
 * creates it. Each method fails with {@link Unavailable} while the store is unavailable.
 */
public interface HashKeyStore {
    /** The key for hashing tokens of providers. */
    Uni<Secret> tokenHashKey();

    /** The key from which the tokens of status URLs are derived. */
    Uni<Secret> statusUrlKey();

    /** The key from which the bindings of programs to their authorizations are derived. */
    Uni<Secret> programBindingKey();
}
