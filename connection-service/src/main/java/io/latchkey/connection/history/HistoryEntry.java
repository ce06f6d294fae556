package io.latchkey.connection.history;

import io.latchkey.connection.lifecycle.Effect;
import io.latchkey.contracts.connection.ConnectionState;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One entry of a connection's history. It changes only when a repetition is counted and when its actor is erased. */
@Entity
@Table(name = "history")
class HistoryEntry {
    @Id
    private UUID id;

    private UUID connectionId;
    private Instant at;
    private Instant lastAt;
    private int count;
    private String type;

    @Enumerated(EnumType.STRING)
    private Effect effect;

    @Enumerated(EnumType.STRING)
    private ConnectionState state;

    private @Nullable String actor;
    private @Nullable Instant observedAt;
    private @Nullable Integer generation;
    private @Nullable Long credentialVersion;
    private @Nullable String detail;

    protected HistoryEntry() {}

    private HistoryEntry(UUID id, UUID connectionId, Instant at, String type, Effect effect, ConnectionState state) {
        this.id = id;
        this.connectionId = connectionId;
        this.at = at;
        this.lastAt = at;
        this.count = 1;
        this.type = type;
        this.effect = effect;
        this.state = state;
    }

    /** Creates an entry for an action. */
    static HistoryEntry ofAction(
            UUID id, UUID connectionId, Instant at, String type, ConnectionState state, String actor) {
        var entry = new HistoryEntry(id, connectionId, at, type, Effect.APPLIED, state);
        entry.actor = actor;
        return entry;
    }

    /** Creates an entry for a fact. */
    static HistoryEntry ofFact(UUID id, Instant at, RecordedFact fact, Effect effect, ConnectionState state) {
        var entry = new HistoryEntry(id, fact.connectionId(), at, fact.type(), effect, state);
        entry.observedAt = fact.observedAt();
        entry.generation = fact.generation();
        entry.credentialVersion = fact.credentialVersion();
        entry.detail = fact.detail();
        return entry;
    }

    /** Whether {@code later} repeats this entry. Its credential version may be newer. */
    boolean isRepeatedBy(HistoryEntry later) {
        return type.equals(later.type)
                && effect == later.effect
                && state == later.state
                && actor == null
                && later.actor == null
                && Objects.equals(generation, later.generation)
                && Objects.equals(detail, later.detail);
    }

    /** Counts {@code later} in this entry. {@code later} itself is not stored. */
    void count(HistoryEntry later) {
        lastAt = later.at;
        observedAt = later.observedAt;
        credentialVersion = later.credentialVersion;
        count++;
    }

    UUID connectionId() {
        return connectionId;
    }

    UUID id() {
        return id;
    }

    Instant at() {
        return at;
    }

    HistoryItem view() {
        return new HistoryItem(
                at, lastAt, count, type, effect, state, actor, observedAt, generation, credentialVersion, detail);
    }
}
