package io.latchkey.connection.history;

import io.latchkey.connection.lifecycle.Effect;
import io.latchkey.contracts.connection.ConnectionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a connection's history, as the API shows it.
 *
 * @param at when it was recorded
 * @param lastAt when it was last recorded; equal to {@code at} unless it was repeated
 * @param count how often it was recorded from {@code at} to {@code lastAt}, with no other entry in between
 * @param type CloudEvents type of the action or fact
 * @param effect effect of the action or fact on the connection
 * @param state state of the connection afterwards
 * @param actor subject that performed the action; null for a fact, and after the personal data of a deleted connection
 *     has been erased
 * @param observedAt when the fact was observed, the last time if it was repeated; null for an action
 * @param detail codes from a closed list with more detail
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
