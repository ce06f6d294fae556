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
import io.latchkey.contracts.connection.Account;
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

    /** Applies a fact of the broker to {@code status}. */
    public static Transition apply(ConnectionStatus status, CredentialFact fact) {
        if (fact instanceof CredentialAuthorized authorized) {
            return authorized(status, authorized);
        }
        if (fact instanceof CredentialRefreshed refreshed) {
            return refreshed(status, refreshed);
        }
        if (fact instanceof CredentialRefused refused) {
            return refused(status, refused);
        }
        if (fact instanceof CredentialInDoubt inDoubt) {
            return inDoubt(status, inDoubt);
        }
        if (fact instanceof CredentialDestroyed destroyed) {
            return destroyed(status, destroyed);
        }
        if (fact instanceof CredentialForgotten) {
            return Transition.noted(status);
        }
        throw new IllegalArgumentException("unknown fact " + fact.getClass());
    }

    /** Applies a fact of the verifier to {@code status}. */
    public static Transition apply(ConnectionStatus status, CheckFact fact) {
        if (fact instanceof CheckCompleted check) {
            return checked(status, check);
        }
        if (fact instanceof NoticeDue notice) {
            return noticed(status, notice);
        }
        if (fact instanceof GrantExpired expired) {
            return expired(status, expired);
        }
        throw new IllegalArgumentException("unknown fact " + fact.getClass());
    }

    /** Applies a deletion to {@code status}. */
    public static Transition delete(ConnectionStatus status) {
        return status.state() == DELETED
                ? Transition.none(status, DUPLICATE)
                : Transition.to(status.deleted(), ConnectionEventType.DELETED);
    }

    private static Transition authorized(ConnectionStatus status, CredentialAuthorized fact) {
        int known = status.grant().generation();
        if (status.state() == DELETED || fact.generation() < known) {
            return Transition.none(status, OUTDATED);
        }
        if (fact.generation() == known) {
            return Transition.none(status, DUPLICATE);
        }
        var event = known == 0 ? ConnectionEventType.AUTHORIZED : ConnectionEventType.REAUTHORIZED;
        var begun = Transition.to(ConnectionStatus.begun(Grant.of(fact)), event);
        boolean compared = isIdentified(status.grant().account()) && isIdentified(fact.account());
        return known == 0 || compared ? begun : begun.noting(UNVERIFIED);
    }

    /** Whether the account can be compared with another. */
    private static boolean isIdentified(@Nullable Account account) {
        return account != null && account.id() != null;
    }

    private static Transition refreshed(ConnectionStatus status, CredentialRefreshed fact) {
        var fenced = fence(status, fact.generation(), fact.credentialVersion());
        if (fenced.isPresent()) {
            return Transition.none(status, fenced.get());
        }
        var grant = status.grant();
        if (fact.credentialVersion() == grant.version()) {
            return Transition.none(status, DUPLICATE);
        }
        var end = grant.endAsReported(fact.expiresAt());
        boolean extended = grant.endsBefore(end);
        boolean mended = mends(status, fact.credentialVersion(), extended);
        boolean recovered = mended && (extended || !status.missed().end());
        var next = status.with(grant.refreshed(fact.credentialVersion(), fact.permissions(), end))
                .with(status.checked().inDoubtSince(null));
        var events = new ArrayList<ConnectionEventType>();
        if (recovered) {
            events.add(ConnectionEventType.RECOVERED);
        } else if (mended) {
            next = next.ended(fact.credentialVersion(), Reason.EXPIRED);
            events.add(ConnectionEventType.REAUTHORIZATION_REQUIRED);
        }
        events.addAll(changes(status, fact, end));
        var missed = next.missed().lead();
        if (recovered && missed != null && end != null) {
            events.add(ConnectionEventType.EXPIRING);
            return Transition.warned(next.expiring(), events, new Notice(end, missed));
        }
        boolean active = recovered || status.state() == EXPIRING && extended;
        return Transition.to(active ? next.active() : next, events);
    }

    private static List<ConnectionEventType> changes(
            ConnectionStatus status, CredentialRefreshed fact, @Nullable Instant end) {
        var events = new ArrayList<ConnectionEventType>();
        if (!fact.permissions().equals(status.grant().permissions())) {
            events.add(ConnectionEventType.PERMISSIONS_CHANGED);
        }
        if (!Objects.equals(end, status.grant().expiresAt())) {
            events.add(ConnectionEventType.EXPIRY_CHANGED);
        }
        if (status.checked().inDoubt()) {
            events.add(ConnectionEventType.HEALTH_CHANGED);
        }
        return events;
    }

    /** Whether {@code version} is newer than the version that ended, and works unless the end has been reached. */
    private static boolean mends(ConnectionStatus status, long version, boolean extended) {
        return status.state() == REAUTHORIZATION_REQUIRED
                && version > status.endedVersion()
                && (status.reason() != Reason.EXPIRED || extended);
    }

    private static Transition refused(ConnectionStatus status, CredentialRefused fact) {
        var fenced = fence(status, fact.generation(), fact.credentialVersion());
        if (fenced.isPresent()) {
            return Transition.none(status, fenced.get());
        }
        return end(status, fact.credentialVersion(), fact.reason());
    }

    /** A refresh in doubt is part of the health and does not change the state. */
    private static Transition inDoubt(ConnectionStatus status, CredentialInDoubt fact) {
        var fenced = fence(status, fact.generation(), fact.credentialVersion());
        if (fenced.isPresent() || status.checked().inDoubt()) {
            return Transition.none(status, fenced.orElse(DUPLICATE));
        }
        return Transition.to(
                status.with(status.checked().inDoubtSince(fact.observedAt())), ConnectionEventType.HEALTH_CHANGED);
    }

    private static Transition checked(ConnectionStatus status, CheckCompleted fact) {
        long version = fact.credentialVersion() == 0 ? status.newestVersion() : fact.credentialVersion();
        var end = fact.expiresAt();
        var fenced = fence(status, fact.generation(), version)
                .or(() -> end == null ? Optional.empty() : fence(status, fact.generation(), end));
        if (fenced.isPresent() || status.checked().isLaterThan(version, fact.observedAt())) {
            return Transition.none(status, fenced.orElse(OUTDATED));
        }
        var next = status.with(status.checked().then(version, fact));
        var events = new ArrayList<ConnectionEventType>();
        if (fact.outcome() == Outcome.PERMANENT) {
            var reason = Objects.requireNonNullElse(fact.reason(), Reason.REFUSED);
            var ended = end(next, end == null ? version : status.grant().version(), reason);
            next = ended.status();
            events.addAll(ended.events());
        }
        if (fact.outcome() != status.checked().health().outcome()) {
            events.add(ConnectionEventType.HEALTH_CHANGED);
        }
        return Transition.to(next, events);
    }

    private static Transition noticed(ConnectionStatus status, NoticeDue fact) {
        var fenced = fence(status, fact.generation(), fact.expiresAt());
        if (fenced.isPresent() || status.reason() == Reason.EXPIRED) {
            return Transition.none(status, fenced.orElse(OUTDATED));
        }
        if (status.state() == REAUTHORIZATION_REQUIRED) {
            return Transition.noted(status.with(status.missed().notice(fact.lead())));
        }
        var event = status.state() == ACTIVE ? ConnectionEventType.EXPIRING : ConnectionEventType.NOTICE;
        return Transition.warned(status.expiring(), List.of(event), new Notice(fact.expiresAt(), fact.lead()));
    }

    private static Transition expired(ConnectionStatus status, GrantExpired fact) {
        var fenced = fence(status, fact.generation(), fact.expiresAt());
        if (fenced.isPresent()) {
            return Transition.none(status, fenced.get());
        }
        boolean missed = status.state() == REAUTHORIZATION_REQUIRED
                && status.reason() != Reason.EXPIRED
                && !status.missed().end();
        return missed
                ? Transition.noted(status.with(status.missed().theEnd()))
                : end(status, status.grant().version(), Reason.EXPIRED);
    }

    private static Transition destroyed(ConnectionStatus status, CredentialDestroyed fact) {
        if (status.state() != DELETED) {
            return Transition.none(status, PREMATURE);
        }
        if (status.revocation() != null) {
            return Transition.none(status, DUPLICATE);
        }
        return Transition.to(status.destroyed(fact.revocation()), ConnectionEventType.DESTROYED);
    }

    /** Keeps the first reason, unless the new one also ends the access token that is still valid. */
    private static Transition end(ConnectionStatus status, long version, Reason reason) {
        var known = status.reason();
        if (known == null || reason.endsAccessAtOnce() && !known.endsAccessAtOnce()) {
            return Transition.to(status.ended(version, reason), ConnectionEventType.REAUTHORIZATION_REQUIRED);
        }
        var next = status.ended(version, known);
        return next.equals(status) ? Transition.none(status, DUPLICATE) : Transition.noted(next);
    }

    private static Optional<Effect> fence(ConnectionStatus status, int generation, long version) {
        return fence(status, generation)
                .or(() -> version < status.newestVersion() ? Optional.of(OUTDATED) : Optional.empty());
    }

    private static Optional<Effect> fence(ConnectionStatus status, int generation, Instant end) {
        return fence(status, generation)
                .or(() -> status.grant().endsAt(end) ? Optional.empty() : Optional.of(OUTDATED));
    }

    private static Optional<Effect> fence(ConnectionStatus status, int generation) {
        int known = status.grant().generation();
        if (status.state() == DELETED || generation < known) {
            return Optional.of(OUTDATED);
        }
        return known == 0 || generation > known ? Optional.of(PREMATURE) : Optional.empty();
    }
}
