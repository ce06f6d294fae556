package io.latchkey.broker.secret;

import io.latchkey.catalog.jwt.AssertionAlgorithm;
import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import java.util.SortedMap;

/**
 * Holds the keys of clients and signs with them. No operation returns a private key. Each fails with {@link Unavailable}
 * while the store is unavailable.
 */
public interface ClientKeyStore {
    /** Creates the first version of the key {@code name}; no error if it exists. */
    Uni<Void> create(String name, AssertionAlgorithm algorithm);

    /** Adds a version. */
    Uni<Void> rotate(String name);

    /** The public keys by version; empty if there is no such key. */
    Uni<SortedMap<Integer, PublishedKeyVersion>> publicKeys(String name);

    /** Removes the public keys of the versions before {@code version}. */
    Uni<Void> retireBefore(String name, int version);

    /** The signature of {@code input}, as JWS encodes it (RFC 7518, sections 3.3 and 3.4). */
    Uni<byte[]> sign(ClientKey key, byte[] input);

    /** Destroys all versions; no error if there is no such key. */
    Uni<Void> destroy(String name);
}
