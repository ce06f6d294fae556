package io.latchkey.connection.history;

import io.latchkey.connection.lifecycle.Effect;
import io.latchkey.contracts.connection.ConnectionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a connection's history, as it is shown.
 *
 * @param at when it was recorded
 * @param lastAt when it was recorded last; {@code at} unless it was repeated
 * @param count how often it was recorded from {@code at} to {@code lastAt}, with nothing else between
 * @param type of the action or fact, as CloudEvents names it
 * @param effect what became of it
 * @param state of the connection afterwards
 * @param actor the subject that did it; null for a fact, and when a deleted connection's personal data has been erased
 * @param observedAt when the fact was observed, the last time if repeated; null for an action
 * @param detail closed codes that say more
 */
record HistoryItem(
        Instant at,
        Instant lastAt,
        int count,
        String type,
        Effect effect,
        ConnectionState state,
        @Nullable String actor,
        @Nullable Instant observedAt,
        @Nullable Integer generation,
        @Nullable Long credentialVersion,
        @Nullable String detail) {}
