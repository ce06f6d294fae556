package io.latchkey.broker.consent.response;

import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.secret.hash.CachedKey;
import io.latchkey.broker.secret.hash.HashKeyStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * The secrets that bind authorizations to the programs that began them, in place of the cookie of a browser. They are
 * HMACs over the ids, so every replica can derive them again, and nobody receives one. Fails with
 * {@link io.latchkey.work.failure.Unavailable} if the key is not known yet and Vault does not respond.
 */
@ApplicationScoped
class ProgramBindings {
    private final CachedKey key;

    ProgramBindings(HashKeyStore store) {
        this.key = new CachedKey(store::programBindingKey);
    }

    Uni<OneTimeToken> of(UUID authorization) {
        return key.get().map(known -> OneTimeToken.derived(known.reveal(), "binding/" + authorization));
    }
}
