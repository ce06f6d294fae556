package io.latchkey.broker.secret.vault;

import io.latchkey.work.failure.Unavailable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A failed call to Vault. It has no cause, because Vault's errors may quote the request. */
final class VaultCallException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** How a call failed. */
    enum Kind {
        /** Nothing is stored at the path. */
        ABSENT,
        /** Vault rejects the request: the check-and-set failed, or the ciphertext belongs to another authorization. */
        NOT_ACCEPTED,
        /** The connection broke before the response was complete. */
        CONNECTION,
        /** Any other failure: no response, no permission, sealed, read-only, unreadable. */
        OTHER
    }

    private final Kind kind;

    /** @param detail a value from a closed list, never text from Vault */
    VaultCallException(Kind kind, String operation, String detail) {
        super("vault " + operation + " failed: " + detail, null, false, false);
        this.kind = kind;
    }

    static boolean isAbsent(Throwable failure) {
        return is(Kind.ABSENT, failure);
    }

    static boolean isNotAccepted(Throwable failure) {
        return is(Kind.NOT_ACCEPTED, failure);
    }

    static boolean isConnection(Throwable failure) {
        return is(Kind.CONNECTION, failure);
    }

    private static boolean is(Kind kind, @Nullable Throwable failure) {
        return failure instanceof VaultCallException call && call.kind == kind;
    }

    /** The failure for callers whose request depends on Vault. */
    static Unavailable unavailable() {
        return new Unavailable("vault", RETRY_AFTER);
    }
}
