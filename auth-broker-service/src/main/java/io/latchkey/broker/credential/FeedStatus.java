package io.latchkey.broker.credential;

import io.latchkey.bootstrap.column.ReasonColumn;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.contracts.connection.Reason;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The latest state of a connection in the public feed. It applies to one generation of the credential only. */
@Embeddable
record FeedStatus(
        @Column(name = "feed_sequence") long sequence,
        @Column(name = "feed_generation") @Nullable Integer generation,

        @Column(name = "feed_state") @Enumerated(EnumType.STRING) @Nullable
        ConnectionState state,

        @Column(name = "feed_reason") @Convert(converter = ReasonColumn.class) @Nullable
        Reason reason) {
    static final FeedStatus NONE = new FeedStatus(0, null, null, null);

    /** The status after a record of the feed. Ignores an older record. */
    FeedStatus observed(ConnectionView connection, long sequence) {
        return sequence <= this.sequence
                ? this
                : new FeedStatus(sequence, connection.generation(), connection.state(), connection.reason());
    }

    /** Why {@code generation} must be reauthorized according to the feed. */
    Optional<Reason> reauthorizationReason(int generation) {
        return state == ConnectionState.REAUTHORIZATION_REQUIRED
                        && this.generation != null
                        && this.generation == generation
                ? Optional.ofNullable(reason)
                : Optional.empty();
    }
}
