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

/** What the public feed said last of a connection; it counts for one generation of the credential only. */
@Embeddable
record FeedStatus(
        @Column(name = "feed_sequence") long sequence,
        @Column(name = "feed_generation") @Nullable Integer generation,

        @Column(name = "feed_state") @Enumerated(EnumType.STRING) @Nullable
        ConnectionState state,

        @Column(name = "feed_reason") @Convert(converter = ReasonColumn.class) @Nullable
        Reason reason) {
    static final FeedStatus NONE = new FeedStatus(0, null, null, null);

    /** The status after a record of the feed; an older record changes nothing. */
    FeedStatus observed(ConnectionView connection, long sequence) {
        return sequence <= this.sequence
                ? this
                : new FeedStatus(sequence, connection.generation(), connection.state(), connection.reason());
    }

    /** Why a person must reauthorize {@code generation}, by what the feed said of it. */
    Optional<Reason> reasonToMend(int generation) {
        return state == ConnectionState.REAUTHORIZATION_REQUIRED
                        && this.generation != null
                        && this.generation == generation
                ? Optional.ofNullable(reason)
                : Optional.empty();
    }
}
