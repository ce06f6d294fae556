package io.latchkey.events.outbox;

import org.jspecify.annotations.Nullable;

/** Kafka will never take this record; nothing of its batch was published. */
final class RefusedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int index;

    RefusedRecordException(int index, @Nullable Throwable cause) {
        super("a record was refused", cause);
        this.index = index;
    }

    /** Its place in the batch. */
    int index() {
        return index;
    }
}
