package io.latchkey.broker.secret;

import io.latchkey.work.failure.Unavailable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call of Vault that failed, in whatever shape. It has no cause, for Vault's errors may quote what was sent. */
final class VaultCallException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** How a call failed. */
    enum Kind {
        /** Nothing is stored there. */
        ABSENT,
        /** Vault does not accept the request: the check-and-set did not match, or the ciphertext is another's. */
        NOT_ACCEPTED,
        /** The connection broke before the response was complete. */
        CONNECTION,
        /** Anything else: no response, not allowed, sealed, read-only, unreadable. */
        OTHER
    }

    private final Kind kind;

    /** @param detail a closed code, never a text of Vault's */
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

    /** For those who need what Vault does not give. */
    static Unavailable unavailable() {
        return new Unavailable("vault", RETRY_AFTER);
    }
}
