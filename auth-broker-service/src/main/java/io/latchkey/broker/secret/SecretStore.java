package io.latchkey.broker.secret;

import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Keeps one document per connection. While the store cannot be reached each operation fails with {@link Unavailable}. */
public interface SecretStore {
    /**
     * The present version; empty: nothing was ever stored, or it was destroyed. A standby of the store may lag behind its
     * last writes: a version below {@code atLeast} is read again for a while, and then fails with {@link Unavailable}.
     *
     * @param atLeast the version that is known to be stored; 0: none is
     */
    Uni<Optional<Stored>> read(ConnectionPath path, long atLeast);

    /**
     * Completes if the document of {@code path} can be written now: this replica has written to the store within the last
     * ten seconds, and may write there. Fails with {@link Unavailable} if that is not known.
     */
    Uni<Void> requireWritable(ConnectionPath path);

    /**
     * Stores {@code document} if the present version is {@code expectedVersion} (0: none), and returns the new version. A
     * write whose response was lost is looked up by its {@code writeId}. Fails with {@link StaleVersion} if another
     * version was stored first, and with {@link Unavailable} while it is not known what is stored.
     */
    Uni<Stored> write(ConnectionPath path, CredentialDocument document, long expectedVersion);

    /** Removes all versions and the metadata; no error if there is nothing. */
    Uni<Void> destroy(ConnectionPath path);

    /** A document and the version under which it is stored. */
    record Stored(CredentialDocument document, long version) {}

    /** Another version has been stored meanwhile. */
    final class StaleVersion extends RuntimeException {
        StaleVersion() {
            super("the stored version differs from the version that was read", null, false, false);
        }
    }
}
