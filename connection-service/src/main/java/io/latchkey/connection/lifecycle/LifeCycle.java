package io.latchkey.connection.lifecycle;

import static io.latchkey.connection.lifecycle.Effect.DUPLICATE;
import static io.latchkey.connection.lifecycle.Effect.OUTDATED;
import static io.latchkey.connection.lifecycle.Effect.PREMATURE;
import static io.latchkey.contracts.connection.ConnectionState.ACTIVE;
import static io.latchkey.contracts.connection.ConnectionState.DELETED;
import static io.latchkey.contracts.connection.ConnectionState.EXPIRING;
import static io.latchkey.contracts.connection.ConnectionState.REAUTHORIZATION_REQUIRED;

import io.latchkey.contracts.check.CheckFact;
import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.check.CheckFact.GrantExpired;
import io.latchkey.contracts.check.CheckFact.NoticeDue;
import io.latchkey.contracts.connection.ConnectionEvent.Notice;
import io.latchkey.contracts.connection.ConnectionEventType;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.credential.CredentialFact;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.latchkey.contracts.credential.CredentialFact.CredentialDestroyed;
import io.latchkey.contracts.credential.CredentialFact.CredentialForgotten;
import io.latchkey.contracts.credential.CredentialFact.CredentialInDoubt;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefreshed;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The only place that decides the state of a connection.
 *
 * <ol>
 *   <li>A fact that is older than what is known changes nothing. Facts are compared by generation, then version, then
 *       (between checks) time.
 *   <li>A fact from a clock is fenced by generation and end instead.
 *   <li>A refused version is outdated only by a newer version or generation, never by a check of the same version.
 *   <li>{@code REAUTHORIZATION_REQUIRED} ends with a newer generation, or with a refresh to a version newer than the
 *       one that ended. After {@code EXPIRED}, or once the end has been reached, that refresh must also move the end to
 *       a later time. A check never ends it.
 *   <li>A notice that falls due in {@code REAUTHORIZATION_REQUIRED} is published on recovery if the end is still the
 *       same. Of several such notices, only the one with the shortest lead is published.
 *   <li>A check that got no credential (version 0) is fenced by generation and time only.
 *   <li>A check that finds only a passed end is also fenced by that end, and ends the version that had it.
 *   <li>Only {@link Outcome#PERMANENT} makes a check change the state.
 *   <li>A refresh in doubt is an attribute of health. A newer version ends it.
 *   <li>After {@code DELETED}, only the fact that the credential is destroyed is applied.
 * </ol>
 */
public final class LifeCycle {
    /** Note for a reauthorization: it is not known whether the account is the same. */
    static final String UNVERIFIED = "unverified";

    private LifeCycle() {}

    /** Applies a fact of the broker to {@code row}. */
    public static Transition apply(ConnectionStatus row, CredentialFact fact) {
        if (fact instanceof CredentialAuthorized authorized) {
            return authorized(row, authorized);
        }
        if (fact instanceof CredentialRefreshed refreshed) {
            return refreshed(row, refreshed);
        }
        if (fact instanceof CredentialRefused refused) {
            return refused(row, refused);
        }
        if (fact instanceof CredentialInDoubt inDoubt) {
            return inDoubt(row, inDoubt);
        }
        if (fact instanceof CredentialDestroyed destroyed) {
            return destroyed(row, destroyed);
        }
        if (fact instanceof CredentialForgotten) {
            return Transition.noted(row);
        }
        throw new IllegalArgumentException("unknown fact " + fact.getClass());
    }

    /** Applies a fact of the verifier to {@code row}. */
    public static Transition apply(ConnectionStatus row, CheckFact fact) {
        if (fact instanceof CheckCompleted check) {
            return checked(row, check);
        }
        if (fact instanceof NoticeDue notice) {
            return noticed(row, notice);
        }
        if (fact instanceof GrantExpired expired) {
            return expired(row, expired);
        }
        throw new IllegalArgumentException("unknown fact " + fact.getClass());
    }

    /** Applies a deletion to {@code row}. */
    public static Transition delete(ConnectionStatus row) {
        return row.state() == DELETED
                ? Transition.none(row, DUPLICATE)
                : Transition.to(row.deleted(), ConnectionEventType.DELETED);
    }

    private static Transition authorized(ConnectionStatus row, CredentialAuthorized fact) {
        int known = row.grant().generation();
        if (row.state() == DELETED || fact.generation() < known) {
            return Transition.none(row, OUTDATED);
        }
        if (fact.generation() == known) {
            return Transition.none(row, DUPLICATE);
        }
        var event = known == 0 ? ConnectionEventType.AUTHORIZED : ConnectionEventType.REAUTHORIZED;
        var begun = Transition.to(ConnectionStatus.begun(Grant.of(fact)), event);
        boolean compared = row.grant().account() != null && fact.account() != null;
        return known == 0 || compared ? begun : begun.noting(UNVERIFIED);
    }

    private static Transition refreshed(ConnectionStatus row, CredentialRefreshed fact) {
        var fenced = fence(row, fact.generation(), fact.credentialVersion());
        if (fenced.isPresent()) {
            return Transition.none(row, fenced.get());
        }
        var grant = row.grant();
        if (fact.credentialVersion() == grant.version()) {
            return Transition.none(row, DUPLICATE);
        }
        var end = grant.endAsReported(fact.expiresAt());
        boolean extended = grant.endsBefore(end);
        boolean mended = mends(row, fact.credentialVersion(), extended);
        boolean recovered = mended && (extended || !row.missed().end());
        var next = row.with(grant.refreshed(fact.credentialVersion(), fact.permissions(), end))
                .with(row.checked().inDoubtSince(null));
        var events = new ArrayList<ConnectionEventType>();
        if (recovered) {
            events.add(ConnectionEventType.RECOVERED);
        } else if (mended) {
            next = next.ended(fact.credentialVersion(), Reason.EXPIRED);
            events.add(ConnectionEventType.REAUTHORIZATION_REQUIRED);
        }
        events.addAll(changes(row, fact, end));
        var missed = next.missed().lead();
        if (recovered && missed != null && end != null) {
            events.add(ConnectionEventType.EXPIRING);
            return Transition.warned(next.expiring(), events, new Notice(end, missed));
        }
        boolean active = recovered || row.state() == EXPIRING && extended;
        return Transition.to(active ? next.active() : next, events);
    }

    private static List<ConnectionEventType> changes(
            ConnectionStatus row, CredentialRefreshed fact, @Nullable Instant end) {
        var events = new ArrayList<ConnectionEventType>();
        if (!fact.permissions().equals(row.grant().permissions())) {
            events.add(ConnectionEventType.PERMISSIONS_CHANGED);
        }
        if (!Objects.equals(end, row.grant().expiresAt())) {
            events.add(ConnectionEventType.EXPIRY_CHANGED);
        }
        if (row.checked().inDoubt()) {
            events.add(ConnectionEventType.HEALTH_CHANGED);
        }
        return events;
    }

    /** Whether {@code version} is newer than the version that ended, and works unless the end has been reached. */
    private static boolean mends(ConnectionStatus row, long version, boolean extended) {
        return row.state() == REAUTHORIZATION_REQUIRED
                && version > row.endedVersion()
                && (row.reason() != Reason.EXPIRED || extended);
    }

    private static Transition refused(ConnectionStatus row, CredentialRefused fact) {
        var fenced = fence(row, fact.generation(), fact.credentialVersion());
        if (fenced.isPresent()) {
            return Transition.none(row, fenced.get());
        }
        return end(row, fact.credentialVersion(), fact.reason());
    }

    /** A refresh in doubt is part of the health and does not change the state. */
    private static Transition inDoubt(ConnectionStatus row, CredentialInDoubt fact) {
        var fenced = fence(row, fact.generation(), fact.credentialVersion());
        if (fenced.isPresent() || row.checked().inDoubt()) {
            return Transition.none(row, fenced.orElse(DUPLICATE));
        }
        return Transition.to(
                row.with(row.checked().inDoubtSince(fact.observedAt())), ConnectionEventType.HEALTH_CHANGED);
    }

    private static Transition checked(ConnectionStatus row, CheckCompleted fact) {
        long version = fact.credentialVersion() == 0 ? row.newestVersion() : fact.credentialVersion();
        var end = fact.expiresAt();
        var fenced = fence(row, fact.generation(), version)
                .or(() -> end == null ? Optional.empty() : fence(row, fact.generation(), end));
        if (fenced.isPresent() || row.checked().isLaterThan(version, fact.observedAt())) {
            return Transition.none(row, fenced.orElse(OUTDATED));
        }
        var next = row.with(row.checked().then(version, fact));
        var events = new ArrayList<ConnectionEventType>();
        if (fact.outcome() == Outcome.PERMANENT) {
            var reason = Objects.requireNonNullElse(fact.reason(), Reason.REFUSED);
            var ended = end(next, end == null ? version : row.grant().version(), reason);
            next = ended.standing();
            events.addAll(ended.events());
        }
        if (fact.outcome() != row.checked().health().outcome()) {
            events.add(ConnectionEventType.HEALTH_CHANGED);
        }
        return Transition.to(next, events);
    }

    private static Transition noticed(ConnectionStatus row, NoticeDue fact) {
        var fenced = fence(row, fact.generation(), fact.expiresAt());
        if (fenced.isPresent() || row.reason() == Reason.EXPIRED) {
            return Transition.none(row, fenced.orElse(OUTDATED));
        }
        if (row.state() == REAUTHORIZATION_REQUIRED) {
            return Transition.noted(row.with(row.missed().notice(fact.lead())));
        }
        var event = row.state() == ACTIVE ? ConnectionEventType.EXPIRING : ConnectionEventType.NOTICE;
        return Transition.warned(row.expiring(), List.of(event), new Notice(fact.expiresAt(), fact.lead()));
    }

    private static Transition expired(ConnectionStatus row, GrantExpired fact) {
        var fenced = fence(row, fact.generation(), fact.expiresAt());
        if (fenced.isPresent()) {
            return Transition.none(row, fenced.get());
        }
        boolean missed = row.state() == REAUTHORIZATION_REQUIRED
                && row.reason() != Reason.EXPIRED
                && !row.missed().end();
        return missed
                ? Transition.noted(row.with(row.missed().theEnd()))
                : end(row, row.grant().version(), Reason.EXPIRED);
    }

    private static Transition destroyed(ConnectionStatus row, CredentialDestroyed fact) {
        if (row.state() != DELETED) {
            return Transition.none(row, PREMATURE);
        }
        if (row.revocation() != null) {
            return Transition.none(row, DUPLICATE);
        }
        return Transition.to(row.destroyed(fact.revocation()), ConnectionEventType.DESTROYED);
    }

    /** Keeps the first reason, unless the new one also ends the access token that is still valid. */
    private static Transition end(ConnectionStatus row, long version, Reason reason) {
        var known = row.reason();
        boolean worse = known == null || reason.endsAccessAtOnce() && !known.endsAccessAtOnce();
        var next = row.ended(version, worse ? reason : known);
        if (next.equals(row)) {
            return Transition.none(row, DUPLICATE);
        }
        return worse ? Transition.to(next, ConnectionEventType.REAUTHORIZATION_REQUIRED) : Transition.noted(next);
    }

    private static Optional<Effect> fence(ConnectionStatus row, int generation, long version) {
        return fence(row, generation)
                .or(() -> version < row.newestVersion() ? Optional.of(OUTDATED) : Optional.empty());
    }

    private static Optional<Effect> fence(ConnectionStatus row, int generation, Instant end) {
        return fence(row, generation).or(() -> row.grant().endsAt(end) ? Optional.empty() : Optional.of(OUTDATED));
    }

    private static Optional<Effect> fence(ConnectionStatus row, int generation) {
        int known = row.grant().generation();
        if (row.state() == DELETED || generation < known) {
            return Optional.of(OUTDATED);
        }
        return known == 0 || generation > known ? Optional.of(PREMATURE) : Optional.empty();
    }
}
