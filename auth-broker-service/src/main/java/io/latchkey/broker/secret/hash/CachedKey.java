package io.latchkey.broker.secret.hash;

import io.latchkey.broker.secret.Secret;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A key that is read from its store once and then held in memory. A failed read is repeated by the next caller. */
public final class CachedKey {
    private final Supplier<Uni<Secret>> store;
    private volatile @Nullable Secret key;

    public CachedKey(Supplier<Uni<Secret>> store) {
        this.store = store;
    }

    public Uni<Secret> get() {
        return Uni.createFrom().deferred(() -> {
            var known = key;
            return known != null ? Uni.createFrom().item(known) : store.get().invoke(read -> key = read);
        });
    }
}
