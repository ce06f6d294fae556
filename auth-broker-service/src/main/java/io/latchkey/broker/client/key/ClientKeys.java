package io.latchkey.broker.client.key;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.secret.ClientKey;
import io.latchkey.broker.secret.ClientKeyStore;
import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.PublishedKeyVersion;
import io.latchkey.catalog.jwt.AssertionAlgorithm;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.Explanation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Creates and rotates the keys of clients. A rotation has three steps, so that a provider that has cached the public keys
 * accepts every signature:
 *
 * <ol>
 *   <li>{@link #add} publishes a new key. The client still signs with the present one.
 *   <li>{@link #activate}: the client signs with the new key, once every cache of the former set of keys has expired. The
 *       former key stays published.
 *   <li>{@link #retire} removes the former keys from the published ones.
 * </ol>
 *
 * Each step can be repeated.
 */
@ApplicationScoped
public class ClientKeys {
    private final ClientKeyStore keys;
    private final ClientStore clients;
    private final PublishedKeySets published;
    private final Clock clock;
    private final Ids ids;

    ClientKeys(ClientKeyStore keys, ClientStore clients, PublishedKeySets published, Clock clock, Ids ids) {
        this.keys = keys;
        this.clients = clients;
        this.published = published;
        this.clock = clock;
        this.ids = ids;
    }

    /** The key of {@code registered} if it has one for {@code algorithm} that still exists, else a new one. */
    public Uni<ClientKey> of(Optional<ProviderClient> registered, AssertionAlgorithm algorithm) {
        return registered
                .flatMap(client -> Optional.ofNullable(client.key()))
                .filter(key -> key.algorithm() == algorithm)
                .map(known -> keys.publicKeys(known.name())
                        .chain(versions -> versions.isEmpty()
                                ? created(algorithm)
                                : Uni.createFrom().item(known)))
                .orElseGet(() -> created(algorithm));
    }

    private Uni<ClientKey> created(AssertionAlgorithm algorithm) {
        var key = new ClientKey(ids.next().toString(), algorithm, 1);
        return keys.create(key.name(), algorithm).replaceWith(key);
    }

    /** Destroys the key of {@code former}, unless {@code client} has the same one. */
    public Uni<Void> destroyUnused(Optional<ProviderClient> former, @Nullable ProviderClient client) {
        return former.flatMap(known -> Optional.ofNullable(known.key()))
                .filter(key -> client == null
                        || client.key() == null
                        || !client.key().name().equals(key.name()))
                .map(key -> keys.destroy(key.name()).invoke(() -> published.forget(key.name())))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Publishes a new key, unless a newer one than the present one is published already. */
    public Uni<ProviderClient> add(ProviderClient client) {
        var key = require(client);
        return versions(key)
                .chain(versions ->
                        versions.lastKey() > key.version() ? Uni.createFrom().voidItem() : keys.rotate(key.name()))
                .invoke(() -> published.forget(key.name()))
                .replaceWith(client);
    }

    /**
     * Signs with the newest key from now on. Fails with a {@link Conflict} while a provider may not know that key yet.
     *
     * @param force whether the provider knows the key anyway, because somebody has copied it there
     */
    public Uni<ProviderClient> activate(String provider, ProviderClient client, boolean force) {
        var key = require(client);
        return versions(key)
                .invoke(versions -> requireKnown(key, versions, force))
                .map(versions -> client.with(key.signingWith(versions.lastKey())))
                .call(changed -> clients.write(provider, changed));
    }

    private void requireKnown(ClientKey key, SortedMap<Integer, PublishedKeyVersion> versions, boolean force) {
        var newest = Objects.requireNonNull(versions.get(versions.lastKey()));
        var known = newest.createdAt().plus(PublishedKeySets.KNOWN_AFTER);
        if (!force && versions.lastKey() > key.version() && known.isAfter(clock.instant())) {
            throw new Conflict(
                            "client-key-too-new",
                            "The key is published since " + newest.createdAt()
                                    + ". A provider that has fetched the public keys before may not know it yet.",
                            "Activate it after " + known
                                    + ". If you have copied the key to the provider, send force=true.")
                    .with("activatableAt", known);
        }
    }

    /** Fails with a {@link Conflict} if the key no longer exists. */
    private Uni<SortedMap<Integer, PublishedKeyVersion>> versions(ClientKey key) {
        return keys.publicKeys(key.name()).invoke(versions -> {
            if (versions.isEmpty()) {
                throw new Conflict(
                                "client-key-missing",
                                "Vault no longer contains the key of the client.",
                                "PUT the client again, which creates a key, and register its jwksUri at the provider.")
                        .with(Explanation.FIELD, "id");
            }
        });
    }

    /** Removes the keys before the present one from the published ones. */
    public Uni<ProviderClient> retire(ProviderClient client) {
        var key = require(client);
        return versions(key)
                .chain(() -> keys.retireBefore(key.name(), key.version()))
                .invoke(() -> published.forget(key.name()))
                .replaceWith(client);
    }

    /** The published keys of {@code client}; empty if it has none. */
    public Uni<List<PublishedKey>> published(ProviderClient client) {
        var key = client.key();
        return key == null
                ? Uni.createFrom().item(List.of())
                : keys.publicKeys(key.name()).map(all -> published(key, all));
    }

    private static List<PublishedKey> published(ClientKey key, SortedMap<Integer, PublishedKeyVersion> all) {
        return all.entrySet().stream()
                .map(version -> PublishedKey.of(
                        key, version.getKey(), version.getValue().publicKey()))
                .toList();
    }

    private static ClientKey require(ProviderClient client) {
        if (client.key() == null) {
            throw new Conflict(
                            "no-client-key",
                            "The client " + client.clientId() + " does not authenticate with a key.",
                            "Add a secret with POST /v1/providers/{id}/client/secrets instead.")
                    .with(Explanation.FIELD, "id");
        }
        return client.key();
    }
}
