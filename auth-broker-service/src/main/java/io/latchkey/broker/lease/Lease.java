package io.latchkey.broker.lease;

import io.smallrye.mutiny.Uni;

/** The right to work on something alone, until a deadline. */
public interface Lease {
    /** Moves the deadline; fails with {@link LeaseLost} if somebody else has taken the lease meanwhile. */
    Uni<Void> renew();

    /** The deadline passed and somebody else took over: whatever was not stored by now must not be. */
    final class LeaseLost extends RuntimeException {
        LeaseLost() {
            super("the lease was lost", null, false, false);
        }
    }
}
