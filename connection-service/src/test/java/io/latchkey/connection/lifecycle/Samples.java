package io.latchkey.connection.lifecycle;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.check.CheckFact.GrantExpired;
import io.latchkey.contracts.check.CheckFact.NoticeDue;
import io.latchkey.contracts.connection.Account;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.Health;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Permissions;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.latchkey.contracts.credential.CredentialFact.CredentialDestroyed;
import io.latchkey.contracts.credential.CredentialFact.CredentialForgotten;
import io.latchkey.contracts.credential.CredentialFact.CredentialInDoubt;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefreshed;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A connection in its second generation, at version 5, in each of its statuses; and facts about it. */
final class Samples {
    static final int GENERATION = 2;
    static final long VERSION = 5;
    static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant CHECKED_AT = Instant.parse("2026-01-02T00:00:00Z");
    static final Instant END = Instant.parse("2026-04-01T00:00:00Z");
    static final Duration LEAD = Duration.ofDays(14);
    static final Permissions PERMISSIONS = Permissions.of(List.of("read", "write"), List.of("read", "write"));
    static final Permissions FEWER = Permissions.of(List.of("read", "write"), List.of("read"));
    static final Set<String> KINDS = Set.of(
            "CredentialAuthorized",
            "CredentialRefreshed",
            "CredentialRefused",
            "CredentialInDoubt",
            "CredentialForgotten",
            "CredentialDestroyed",
            "CheckCompleted",
            "NoticeDue",
            "GrantExpired");

    private static final Account ACCOUNT = new Account("nora", "nora@northwind.example");
    private static final Revocation REVOKED = new Revocation(RevokedAtProvider.TRUE, null);
    private static final UUID FACT = new UUID(7, 1);
    private static final UUID CONNECTION = new UUID(7, 2);
    private static final String TENANT = "acme";

    static final Map<String, ConnectionStatus> STATUSES = Map.of(
            "pending", ConnectionStatus.pending("oauth2", List.of("crm"), List.of("read", "write")),
            "active", active(),
            "expiring", active().expiring(),
            "expired", active().ended(VERSION, Reason.EXPIRED),
            "refused", active().ended(VERSION, Reason.REFUSED),
            "deleted", active().deleted(),
            "destroyed", active().destroyed(REVOKED));

    private Samples() {}

    static ConnectionStatus active() {
        var grant = new Grant(
                "oauth2", ACCOUNT, List.of("crm"), PERMISSIONS, Map.of(), null, GENERATION, VERSION, BEGUN, END);
        var health = new Health(CHECKED_AT, Outcome.OK, null, 12L, 0, null);
        return new ConnectionStatus(
                ConnectionState.ACTIVE, null, 0, grant, new LastCheck(VERSION, health), Missed.NOTHING, null);
    }

    static CredentialAuthorized authorized(int generation) {
        return new CredentialAuthorized(
                FACT,
                CONNECTION,
                TENANT,
                generation,
                VERSION,
                BEGUN,
                new UUID(7, 3),
                "oauth2",
                ACCOUNT,
                List.of("crm"),
                PERMISSIONS,
                END,
                Map.of(),
                null);
    }

    static CredentialRefreshed refreshed(int generation, long version, Permissions permissions, Instant end) {
        return new CredentialRefreshed(FACT, CONNECTION, TENANT, generation, version, CHECKED_AT, permissions, end);
    }

    static CredentialRefused refused(int generation, long version, Instant time, Reason reason) {
        return new CredentialRefused(FACT, CONNECTION, TENANT, generation, version, time, reason);
    }

    static CredentialInDoubt inDoubt(int generation, long version) {
        return new CredentialInDoubt(FACT, CONNECTION, TENANT, generation, version, CHECKED_AT);
    }

    static CredentialForgotten forgotten() {
        return new CredentialForgotten(FACT, CONNECTION, TENANT, CHECKED_AT, new UUID(7, 3), "unredeemed", REVOKED);
    }

    static CredentialDestroyed destroyed() {
        return new CredentialDestroyed(FACT, CONNECTION, TENANT, CHECKED_AT, REVOKED);
    }

    static CheckCompleted check(int generation, long version, Instant time, Outcome outcome) {
        return new CheckCompleted(
                FACT, CONNECTION, TENANT, generation, version, time, outcome, null, null, 200, 12L, null, null, null);
    }

    /** The verdict of a check that found nothing but that {@code end} has passed. */
    static CheckCompleted pastItsEnd(long version, Instant end) {
        return new CheckCompleted(
                FACT,
                CONNECTION,
                TENANT,
                GENERATION,
                version,
                CHECKED_AT,
                Outcome.PERMANENT,
                Reason.EXPIRED,
                "past_its_end",
                200,
                12L,
                end,
                null,
                null);
    }

    static NoticeDue notice(int generation, Instant end) {
        return notice(generation, end, LEAD);
    }

    static NoticeDue notice(int generation, Instant end, Duration lead) {
        return new NoticeDue(FACT, CONNECTION, TENANT, generation, CHECKED_AT, end, lead);
    }

    static GrantExpired expired(int generation, Instant end) {
        return new GrantExpired(FACT, CONNECTION, TENANT, generation, END, end);
    }
}
