package io.latchkey.broker.secret;

import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Stores one document per connection. Each operation fails with {@link Unavailable} while the store is unavailable. */
public interface SecretStore {
    /**
     * Reads the current version; empty if nothing was stored, or it was destroyed. A standby of the store may lag
     * behind its last writes: a version below {@code atLeast} is read again for a short time, after which the read
     * fails with {@link Unavailable}.
     *
     * @param atLeast the version that is known to be stored; 0: none is
     */
    Uni<Optional<Stored>> read(ConnectionPath path, long atLeast);

    /**
     * Completes if the document of {@code path} can be written now: this replica has written to the store within the
     * last ten seconds, and has permission to write there. Fails with {@link Unavailable} if that is not known.
     */
    Uni<Void> requireWritable(ConnectionPath path);

    /**
     * Stores {@code document} if the current version is {@code expectedVersion} (0: none), and returns the new version.
     * If the response to a write is lost, the write is identified by its {@code writeId}. Fails with
     * {@link StaleVersion} if another version was stored first, and with {@link Unavailable} while it is not known what
     * is stored.
     */
    Uni<Stored> write(ConnectionPath path, CredentialDocument document, long expectedVersion);

    /** Removes all versions and the metadata; no error if there is nothing. */
    Uni<Void> destroy(ConnectionPath path);

    /** A document and the version under which it is stored. */
    record Stored(CredentialDocument document, long version) {}

    /** Another version was stored first. */
    final class StaleVersion extends RuntimeException {
        public StaleVersion() {
            super("the stored version differs from the version that was read", null, false, false);
        }
    }
}
