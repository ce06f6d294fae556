package io.latchkey.broker.lease;

import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/**
 * The exclusive right to work on something. It is renewed while the work runs, but a replica that is paused or loses
 * its connection to the database may lose it. Every write under it is therefore check-and-set.
 */
public interface Lease {
    /**
     * Completes immediately unless the lease is known to be lost; otherwise acquires it again, and waits as long as
     * another replica holds it. Fails if the database does not respond.
     */
    Uni<Void> regain();

    /**
     * Records that a refresh of {@code version} is sent now. If this replica crashes before {@link #refreshEnded},
     * another replica acquires the lease and repeats the refresh. Fails with {@link Unavailable} if another replica
     * holds the lease.
     *
     * @return the database's time
     */
    Uni<Instant> refreshSent(long version);

    /** Records that the refresh is finished; the record is deleted with the lease. */
    void refreshEnded();

    /** The refresh that this holder or an earlier one sent and that has not ended. */
    Optional<SentRefresh> unfinishedRefresh();

    /**
     * @param version of the credential that was sent
     * @param sentAt when it was first sent, by the database's clock
     */
    record SentRefresh(long version, Instant sentAt) {}
}
