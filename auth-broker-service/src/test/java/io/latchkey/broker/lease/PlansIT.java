package io.latchkey.broker.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.ManyRows;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.HeldCredentials;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.credential.Deletions;
import io.latchkey.broker.credential.RefreshRecords;
import io.latchkey.broker.revocation.pending.PendingRevocations;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.local.server.Database;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.work.sweep.DueRows;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What runs again and again, and what a deletion or a change of a client runs, costs as much as there is to do, not as
 * much as there is: on large tables PostgreSQL plans no scan of a whole table for it.
 */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
class PlansIT {
    @Inject
    ManyRows many;

    @Inject
    Credentials credentials;

    @Inject
    Authorizations authorizations;

    @Inject
    HeldCredentials heldCredentials;

    @Inject
    PendingRevocations pendingRevocations;

    @Inject
    Clock clock;

    @Inject
    Ids ids;

    Database database;

    private record Statement(String name, Supplier<Uni<?>> call) {}

    @BeforeEach
    void fill() throws SQLException {
        many.fill(database);
    }

    @AfterEach
    void empty() throws SQLException {
        many.empty(database);
    }

    @Test
    void nothingThatRunsAgainAndAgainScansATable() {
        assertAll(statements()
                .map(statement -> () -> assertThat(many.plans(database, statement.call()))
                        .as(statement.name())
                        .isNotEmpty()
                        .allSatisfy(plan -> assertThat(plan).contains("Index").doesNotContain("Seq Scan on"))));
    }

    private Stream<Statement> statements() {
        var now = clock.instant();
        var client = ClientRef.ofInstallation("p1");
        var longAgo = now.minus(Duration.ofDays(3000));
        return Stream.of(
                providers("deletions", Deletions.DUE),
                claim("deletions", Deletions.DUE),
                providers("keep-alive", RefreshRecords.IDLE),
                claim("keep-alive", RefreshRecords.IDLE),
                providers("refreshes in doubt", RefreshRecords.IN_DOUBT),
                claim("refreshes in doubt", RefreshRecords.IN_DOUBT),
                providers("forgetting", Authorizations.TO_FORGET),
                claim("forgetting", Authorizations.TO_FORGET),
                new Statement("expiry", () -> Panache.withTransaction(() -> authorizations.expireBy(longAgo))),
                new Statement(
                        "removal of what ended long ago",
                        () -> Panache.withTransaction(() -> authorizations.removeEndedBy(longAgo))),
                new Statement(
                        "removal of failed creations",
                        () -> Panache.withTransaction(() -> credentials.removeNeverCreated(longAgo))),
                new Statement(
                        "the attempts of a deleted connection",
                        () -> Panache.withTransaction(() -> heldCredentials.closeAllOf(ids.next(), Optional.empty()))),
                new Statement(
                        "connections of a client",
                        () -> Panache.withSession(() -> credentials.countIssuedTo("p1", client))),
                new Statement(
                        "consents with a client",
                        () -> Panache.withSession(() -> authorizations.countStartedWith("p1", client))),
                new Statement(
                        "revocations of a client",
                        () -> Panache.withSession(() -> pendingRevocations.countIssuedTo("p1", client))));
    }

    private Statement providers(String what, DueRows<?> rows) {
        return new Statement(
                "providers with due " + what, () -> Panache.withTransaction(() -> rows.providers(clock.instant())));
    }

    private Statement claim(String what, DueRows<?> rows) {
        return new Statement(
                "claim of " + what,
                () -> Panache.withTransaction(() -> rows.claim(Map.of("none", 1), clock.instant(), clock.instant())));
    }
}
