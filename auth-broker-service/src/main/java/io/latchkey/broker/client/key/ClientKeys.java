package io.latchkey.broker.client.key;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.secret.ClientKey;
import io.latchkey.broker.secret.ClientKeyStore;
import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.catalog.jwt.AssertionAlgorithm;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.Explanation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Creates and rotates the keys of clients. A rotation has three steps, so that a provider that has cached the public keys
 * accepts every signature:
 *
 * <ol>
 *   <li>{@link #add} publishes a new key. The client still signs with the present one.
 *   <li>{@link #activate}: the client signs with the new key. The former one stays published.
 *   <li>{@link #retire} removes the former keys from the published ones.
 * </ol>
 *
 * Each step can be repeated.
 */
@ApplicationScoped
public class ClientKeys {
    private final ClientKeyStore keys;
    private final ClientStore clients;
    private final Ids ids;

    ClientKeys(ClientKeyStore keys, ClientStore clients, Ids ids) {
        this.keys = keys;
        this.clients = clients;
        this.ids = ids;
    }

    /** The key of {@code registered} if it has one for {@code algorithm}, else a new one. */
    public Uni<ClientKey> of(Optional<ProviderClient> registered, AssertionAlgorithm algorithm) {
        var known = registered
                .flatMap(client -> Optional.ofNullable(client.key()))
                .filter(key -> key.algorithm() == algorithm);
        if (known.isPresent()) {
            return Uni.createFrom().item(known.get());
        }
        var key = new ClientKey(ids.next().toString(), algorithm, 1);
        return keys.create(key.name(), algorithm).replaceWith(key);
    }

    /** Destroys the key of {@code former}, unless {@code client} has the same one. */
    public Uni<Void> destroyUnused(Optional<ProviderClient> former, @Nullable ProviderClient client) {
        return former.flatMap(known -> Optional.ofNullable(known.key()))
                .filter(key -> client == null
                        || client.key() == null
                        || !client.key().name().equals(key.name()))
                .map(key -> keys.destroy(key.name()))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Publishes a new key, unless a newer one than the present one is published already. */
    public Uni<ProviderClient> add(ProviderClient client) {
        var key = require(client);
        return keys.publicKeys(key.name())
                .chain(published ->
                        published.lastKey() > key.version() ? Uni.createFrom().voidItem() : keys.rotate(key.name()))
                .replaceWith(client);
    }

    /** Signs with the newest key from now on. */
    public Uni<ProviderClient> activate(String provider, ProviderClient client) {
        var key = require(client);
        return keys.publicKeys(key.name())
                .map(published -> client.with(key.signingWith(published.lastKey())))
                .call(changed -> clients.write(provider, changed));
    }

    /** Removes the keys before the present one from the published ones. */
    public Uni<ProviderClient> retire(ProviderClient client) {
        var key = require(client);
        return keys.retireBefore(key.name(), key.version()).replaceWith(client);
    }

    /** The published keys of {@code client}; empty if it has none. */
    public Uni<List<PublishedKey>> published(ProviderClient client) {
        var key = client.key();
        return key == null
                ? Uni.createFrom().item(List.of())
                : keys.publicKeys(key.name()).map(all -> published(key, all));
    }

    private static List<PublishedKey> published(ClientKey key, SortedMap<Integer, PublicKey> all) {
        return all.entrySet().stream()
                .map(version -> PublishedKey.of(key, version.getKey(), version.getValue()))
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
