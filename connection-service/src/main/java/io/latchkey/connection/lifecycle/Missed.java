package io.latchkey.connection.lifecycle;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The clock facts about the current end that arrived in {@code REAUTHORIZATION_REQUIRED}. They take effect when the
 * connection recovers with the same end, and are discarded when the end moves.
 *
 * @param lead shortest lead of the notices; null if there was none
 * @param end whether the end itself was reached
 */
public record Missed(@Nullable Duration lead, boolean end) {
    public static final Missed NOTHING = new Missed(null, false);

    Missed notice(Duration other) {
        return lead == null || other.compareTo(lead) < 0 ? new Missed(other, end) : this;
    }

    Missed theEnd() {
        return new Missed(lead, true);
    }
}
