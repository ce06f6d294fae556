package io.latchkey.connection.history;

import io.latchkey.connection.lifecycle.Effect;
import io.latchkey.contracts.connection.ConnectionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a connection's history, as it is shown.
 *
 * @param at when it was recorded
 * @param type what somebody did, or the kind of fact that was told
 * @param effect what became of it
 * @param state of the connection afterwards
 * @param actor the subject that did it; null for a fact
 * @param observedAt when the fact was observed; null for an action
 * @param detail closed codes that say more
 */
record HistoryItem(
        Instant at,
        String type,
        Effect effect,
        ConnectionState state,
        @Nullable String actor,
        @Nullable Instant observedAt,
        @Nullable Integer generation,
        @Nullable Long credentialVersion,
        @Nullable String detail) {}
