package io.latchkey.broker.secret.vault;

import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.DocumentCodec;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.work.failure.Conflict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients in Vault. The path contains the registrant, so that no tenant can name the client of another.
 *
 * <p>Lists of providers are read often and decide nothing, so the names are kept for some seconds. A change in this
 * replica takes effect at once, and a change in another after that time.
 */
@ApplicationScoped
class VaultClients implements ClientStore {
    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final int MOST_KEPT = 10_000;

    private final VaultKv kv;
    private final Clock clock;
    private final Map<Registrant, Names> kept = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    VaultClients(VaultKv kv, Clock clock) {
        this.kv = kv;
        this.clock = clock;
    }

    private record Names(Set<String> providers, Instant readAt) {
        boolean areCurrentAt(Instant now) {
            return !now.isBefore(readAt) && now.isBefore(readAt.plus(KEPT));
        }
    }

    @Override
    public Uni<Optional<ProviderClient>> read(Registrant registrant, String provider) {
        return kv.read(path(registrant, provider), secret -> DocumentCodec.clientFromMap(secret.getData()));
    }

    @Override
    public Uni<Set<String>> providers(Registrant registrant) {
        var now = clock.instant();
        var known = kept.get(registrant);
        if (known != null && known.areCurrentAt(now)) {
            return Uni.createFrom().item(known.providers);
        }
        var before = changes.get();
        return kv.list(folder(registrant)).map(Set::copyOf).invoke(found -> keep(registrant, found, now, before));
    }

    /** Keeps no names that a change in the meantime may have made outdated. */
    private void keep(Registrant registrant, Set<String> providers, Instant now, long before) {
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        if (changes.get() == before) {
            kept.put(registrant, new Names(providers, now));
        }
    }

    private void forgetNames(Registrant registrant) {
        var unused = changes.incrementAndGet();
        kept.remove(registrant);
    }

    @Override
    public Uni<Void> write(String provider, ProviderClient client) {
        var path = path(client.ref().registrant(), provider);
        return kv.read(path, VaultKv::version)
                .chain(version -> VaultKv.orUnavailable(kv.write(path, DocumentCodec.toMap(client), version.orElse(0L))
                        .onFailure(VaultCallException::isNotAccepted)
                        .transform(newer -> changedMeanwhile())))
                .onTermination()
                .invoke(() -> forgetNames(client.ref().registrant()));
    }

    private static Conflict changedMeanwhile() {
        return new Conflict(
                "client-changed",
                "Another request has changed the client at the same time.",
                "GET the client, and send the request again if it is still needed.");
    }

    @Override
    public Uni<Void> destroy(Registrant registrant, String provider) {
        return kv.destroy(path(registrant, provider)).onTermination().invoke(() -> forgetNames(registrant));
    }

    private static String path(Registrant registrant, String provider) {
        return folder(registrant) + "/" + provider;
    }

    private static String folder(Registrant registrant) {
        return "clients/" + registrant.key();
    }
}
