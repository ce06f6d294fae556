package io.latchkey.connection.history;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.connection.lifecycle.Effect;
import io.latchkey.contracts.connection.ConnectionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One entry of a connection's history, as the API shows it. */
record HistoryItem(
        @JsonPropertyDescription("When it was recorded") Instant at,

        @JsonPropertyDescription("When it was last recorded; equal to at unless it was repeated")
        Instant lastAt,

        @JsonPropertyDescription("How often it was recorded from at to lastAt, with no other entry in between")
        int count,

        @JsonPropertyDescription("CloudEvents type of the action or fact")
        String type,

        @JsonPropertyDescription("Effect of the action or fact on the connection")
        Effect effect,

        @JsonPropertyDescription("State of the connection afterwards")
        ConnectionState state,

        @JsonPropertyDescription(
                "Subject that performed the action; absent for a fact, and after the personal data of a deleted connection has been erased")
        @Nullable
        String actor,

        @JsonPropertyDescription("When the fact was observed, the last time if it was repeated; absent for an action")
        @Nullable
        Instant observedAt,

        @JsonPropertyDescription("Generation of the credential that the fact is about") @Nullable
        Integer generation,

        @JsonPropertyDescription("Version of the credential that the fact is about") @Nullable
        Long credentialVersion,

        @JsonPropertyDescription("Codes from a closed list with more detail") @Nullable
        String detail) {}
