package io.latchkey.broker.lease;

import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/**
 * The right to work on something alone. It is renewed while the work runs; a replica that is paused, or cut off from the
 * database, may lose it all the same. So every write under it is check-and-set.
 */
public interface Lease {
    /**
     * Completes at once unless the lease is known to be lost; else takes it anew, waiting for as long as another replica
     * holds it. Fails if the database does not answer.
     */
    Uni<Void> regain();

    /**
     * Records that a refresh of {@code version} is sent now: if this replica dies before {@link #refreshEnded}, another
     * one takes the lease over and sends it again. Fails with {@link Unavailable} if another replica holds the lease.
     *
     * @return the database's time
     */
    Uni<Instant> refreshSent(long version);

    /** Nothing of the refresh is left to do; the record goes with the lease. */
    void refreshEnded();

    /** The refresh that this holder or a former one has sent, and that has not ended. */
    Optional<SentRefresh> unfinishedRefresh();

    /**
     * @param version of the credential that was sent
     * @param sentAt when it was sent first, by the database's clock
     */
    record SentRefresh(long version, Instant sentAt) {}
}
