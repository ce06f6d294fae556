package io.latchkey.contracts.connection;

/** The states of a connection. These are all there are; see {@code docs/architecture.md}, <em>Life cycle</em>. */
public enum ConnectionState {
    /** Never completed. */
    PENDING,
    /** Usable. */
    ACTIVE,
    /** Usable, but a person must act before {@code expiresAt}. */
    EXPIRING,
    /** Not usable until a user reauthorizes it; the reason says why. */
    REAUTHORIZATION_REQUIRED,
    /** A tombstone. */
    DELETED;

    /** Whether programs can use a connection in this state. */
    public boolean isUsable() {
        return this == ACTIVE || this == EXPIRING;
    }
}
