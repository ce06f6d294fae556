package io.latchkey.verifier.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.events.EventJson;
import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.suspicion.Suspicion;
import io.latchkey.verifier.timetable.NextCheck;
import io.latchkey.verifier.timetable.Timetable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The row of one connection.
 *
 * <ol>
 *   <li>A view with a higher sequence replaces the stored values. Any other view changes nothing.
 *   <li>The record of published notices and ends applies to one grant. It is reset when the grant changes.
 *   <li>Only connections that work are checked. A connection that needs a reauthorization is not checked: no probe can
 *       repair it, and the feed reports when it is repaired.
 *   <li>{@code due_at} is when the next check is due, {@code clock_due_at} is when the next notice or the end is due.
 *       Each is null if nothing can fall due.
 * </ol>
 */
@Entity
@Table(name = "schedule")
class ScheduleEntry {
    @Id
    UUID connectionId;

    String tenant;
    String provider;
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
    Long sentLeadSeconds;

    boolean sentEnd;

    @Nullable
    Instant lastCheckAt;

    @Nullable
    String lastCheck;

    @Nullable
    UUID lastCheckClaim;

    int failures;
    int refusals;

    @Nullable
    Instant suspectSince;

    @Nullable
    Instant checkAt;

    @Nullable
    Instant dueAt;

    @Nullable
    Instant clockDueAt;

    @Nullable
    UUID claimedBy;

    @Nullable
    Instant claimedUntil;

    Grant grant() {
        return new Grant(connectionId, tenant, provider, generation, authorizedAt, expiresAt);
    }

    @Nullable
    Duration sentLead() {
        return sentLeadSeconds == null ? null : Duration.ofSeconds(sentLeadSeconds);
    }

    Suspicion suspicion() {
        return new Suspicion(refusals, suspectSince);
    }

    /** Applies a view from the feed, or from a caller that has just read it. */
    void follow(ConnectionView view, long sequence, Timetable timetable, Instant now) {
        if (sequence <= this.sequence) {
            return;
        }
        var reported = Grant.of(view);
        var begins = isWatched(view.state()) && (!isWatched(state) || generation != reported.generation());
        if (!reported.equals(grant())) {
            sentLeadSeconds = null;
            sentEnd = false;
        }
        this.sequence = sequence;
        state = view.state();
        generation = reported.generation();
        authorizedAt = reported.authorizedAt();
        expiresAt = reported.expiresAt();
        if (begins) {
            failures = 0;
            suspect(Suspicion.NONE);
            checkAt = timetable.firstCheck(connectionId, isSuspect(view), now);
        }
        reschedule(timetable);
    }

    /** Records a published notice. This notice and all with longer leads are no longer due. */
    void noticeSent(Duration lead, Timetable timetable) {
        var shortest = sentLead();
        if (shortest == null || lead.compareTo(shortest) < 0) {
            sentLeadSeconds = lead.toSeconds();
        }
        reschedule(timetable);
    }

    void sentEnd(Timetable timetable) {
        sentEnd = true;
        reschedule(timetable);
    }

    /** Records the outcome of a check of the generation that this row holds. */
    void checked(Outcome outcome, Instant at, Timetable timetable) {
        lastCheckAt = at;
        failures = NextCheck.isFailure(outcome) ? failures + 1 : 0;
        suspect(suspicion().after(outcome, at));
        checkAt = timetable.nextCheck(connectionId, outcome, failures, suspicion(), at);
        reschedule(timetable);
    }

    /** Schedules the next check for {@code latest}, unless one is due sooner. */
    void checkBy(Instant latest, Timetable timetable) {
        if (checkAt == null || checkAt.isAfter(latest)) {
            checkAt = latest;
            reschedule(timetable);
        }
    }

    /** Stores a check's result for callers that wait for it. */
    void remember(CheckCompleted check, UUID claim) {
        lastCheck = EventJson.write(check);
        lastCheckClaim = claim;
    }

    /**
     * The result of the check under {@code claim}; empty if that claim has no result, or a later result has replaced
     * it.
     */
    Optional<CheckCompleted> resultOf(UUID claim) {
        return claim.equals(lastCheckClaim) && lastCheck != null ? Optional.of(read(lastCheck)) : Optional.empty();
    }

    /** Who has an unexpired claim. */
    Optional<UUID> ownerAt(Instant now) {
        return claimedUntil != null && claimedUntil.isAfter(now) ? Optional.ofNullable(claimedBy) : Optional.empty();
    }

    void claim(UUID owner, Instant until) {
        claimedBy = owner;
        claimedUntil = until;
    }

    /** The data that the owner of the current claim needs. */
    Claim claimed() {
        return new Claim(Objects.requireNonNull(claimedBy), grant(), suspicion(), sentLead());
    }

    void release() {
        claimedBy = null;
        claimedUntil = null;
    }

    /** Recalculates when something is due. */
    void reschedule(Timetable timetable) {
        var watched = isWatched(state);
        dueAt = watched && !sentEnd ? timetable.check(grant(), checkAt).orElse(null) : null;
        clockDueAt = watched ? timetable.clock(grant(), sentLead(), sentEnd).orElse(null) : null;
    }

    private void suspect(Suspicion suspicion) {
        refusals = suspicion.refusals();
        suspectSince = suspicion.since();
    }

    private static boolean isSuspect(ConnectionView view) {
        return view.health() != null && view.health().outcome() == Outcome.SUSPECT;
    }

    private static CheckCompleted read(String check) {
        try {
            return EventJson.read(check.getBytes(UTF_8), CheckCompleted.class);
        } catch (IOException e) {
            throw new UncheckedIOException("a stored check is not readable", e);
        }
    }

    private static boolean isWatched(ConnectionState state) {
        return state == ConnectionState.ACTIVE || state == ConnectionState.EXPIRING;
    }
}
