package io.latchkey.verifier.schedule;

import io.latchkey.contracts.check.Outcome;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.timetable.NextCheck;
import io.latchkey.verifier.timetable.Timetable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One connection's row.
 *
 * <ol>
 *   <li>A higher sequence wins; what is not higher changes nothing.
 *   <li>What was told of a notice or an end holds for one grant; it is forgotten when the grant changes.
 *   <li>Only connections that work are looked at. One that needs a person isn't: no probe could mend it, and the feed
 *       says when it is mended.
 *   <li>{@code due_at} is the earliest of all that can fall due, and null where nothing can.
 * </ol>
 */
@Entity
@Table(name = "schedule")
class ScheduleEntry {
    @Id
    UUID connectionId;

    String tenant;
    int feedPartition;
    long sequence;

    @Enumerated(EnumType.STRING)
    ConnectionState state;

    int generation;

    @Nullable
    Instant authorizedAt;

    @Nullable
    Instant expiresAt;

    @Nullable
    Long toldLeadSeconds;

    boolean toldEnd;

    @Nullable
    Instant lastCheckAt;

    int failures;

    @Nullable
    Instant checkAt;

    @Nullable
    Instant dueAt;

    @Nullable
    UUID claimedBy;

    @Nullable
    Instant claimedUntil;

    Grant grant() {
        return new Grant(connectionId, tenant, generation, authorizedAt, expiresAt);
    }

    @Nullable
    Duration toldLead() {
        return toldLeadSeconds == null ? null : Duration.ofSeconds(toldLeadSeconds);
    }

    /** Takes in what the feed, or a caller who has just read it, says. */
    void follow(ConnectionView view, long sequence, Timetable timetable, Instant now) {
        if (sequence <= this.sequence) {
            return;
        }
        var told = Grant.of(view);
        var begins = isWatched(view.state()) && (!isWatched(state) || generation != told.generation());
        if (!told.equals(grant())) {
            toldLeadSeconds = null;
            toldEnd = false;
        }
        this.sequence = sequence;
        state = view.state();
        generation = told.generation();
        authorizedAt = told.authorizedAt();
        expiresAt = told.expiresAt();
        if (begins) {
            failures = 0;
            checkAt = timetable.checks().first(connectionId, now);
        }
        reschedule(timetable);
    }

    /** This notice and all longer ones need not be told any more. */
    void told(Duration lead, Timetable timetable) {
        var shortest = toldLead();
        if (shortest == null || lead.compareTo(shortest) < 0) {
            toldLeadSeconds = lead.toSeconds();
        }
        reschedule(timetable);
    }

    void toldEnd(Timetable timetable) {
        toldEnd = true;
        reschedule(timetable);
    }

    /** Takes in the result of a look at the generation that this row holds. */
    void checked(Outcome outcome, Instant at, Timetable timetable) {
        lastCheckAt = at;
        failures = NextCheck.isFailure(outcome) ? failures + 1 : 0;
        checkAt = timetable.checks().after(connectionId, outcome, failures, at);
        reschedule(timetable);
    }

    Claim claim(UUID owner, Instant until) {
        claimedBy = owner;
        claimedUntil = until;
        return new Claim(owner, grant(), checkAt, toldLead());
    }

    void release() {
        claimedBy = null;
        claimedUntil = null;
    }

    private void reschedule(Timetable timetable) {
        dueAt = isWatched(state)
                ? timetable.due(grant(), checkAt, toldLead(), toldEnd).orElse(null)
                : null;
    }

    private static boolean isWatched(ConnectionState state) {
        return state == ConnectionState.ACTIVE || state == ConnectionState.EXPIRING;
    }
}
