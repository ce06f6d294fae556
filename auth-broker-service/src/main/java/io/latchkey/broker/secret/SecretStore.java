package io.latchkey.broker.secret;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Keeps one document a connection. While the store cannot be reached each operation fails with a 503 problem. */
public interface SecretStore {
    /** Empty: nothing was ever stored, or it was destroyed. */
    Uni<Optional<Stored>> read(ConnectionPath path);

    /**
     * Stores {@code document} if the present version is {@code expectedVersion} (0: none), and tells the new version. A
     * write whose answer was lost is looked up by its {@code writeId}. Fails with {@link StaleVersion} if somebody else
     * was first.
     */
    Uni<Stored> write(ConnectionPath path, CredentialDocument document, long expectedVersion);

    /** Removes all versions and the metadata; no error if there is nothing. */
    Uni<Void> destroy(ConnectionPath path);

    /** A document and the version under which it is stored. */
    record Stored(CredentialDocument document, long version) {}

    /** Somebody stored another version meanwhile. */
    final class StaleVersion extends RuntimeException {
        StaleVersion() {
            super("the stored version is not the one that was read", null, false, false);
        }
    }
}
