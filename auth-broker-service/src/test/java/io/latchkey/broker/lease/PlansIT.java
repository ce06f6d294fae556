package io.latchkey.broker.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.Exchanges;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.edge.time.Ids;
import io.latchkey.local.server.Database;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What runs again and again, and what a deletion runs, costs as much as there is to do, not as much as there is: on
 * large tables PostgreSQL plans no scan of a whole table for it.
 */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
class PlansIT {
    private static final int ROWS = 100_000;

    /** A value for each type of parameter: long ago, and of nobody. */
    private static final Map<String, String> VALUES = Map.of(
            "timestamp with time zone", "now() - interval '7 days'",
            "text", "'p1'",
            "character varying", "'p1'",
            "uuid", "gen_random_uuid()",
            "text[]", "array['p1', 'p2']",
            "integer[]", "array[20, 20]");

    @Inject
    Credentials credentials;

    @Inject
    Authorizations authorizations;

    @Inject
    Exchanges exchanges;

    @Inject
    Clock clock;

    @Inject
    Ids ids;

    @Inject
    Scheduler scheduler;

    Database database;

    private record Statement(String name, Supplier<Uni<?>> call) {}

    @BeforeEach
    void fill() throws SQLException {
        scheduler.pause();
        execute("""
                insert into credential (connection_id, tenant, provider, generation, version, client_id, account_id,
                    feed_sequence, keep_alive_at, closed_at, due_at)
                select gen_random_uuid(), 'plans', 'p' || i %% 50, 1, 1, 'client', 'account-' || i, 1,
                    case when i %% 50 > 0 then now() + interval '30 days' end,
                    case when i %% 50 = 0 then now() end,
                    case when i %% 50 = 0 then now() + interval '30 days' end
                from generate_series(1, %d) i""".formatted(ROWS), """
                insert into authorization_attempt (id, connection_id, tenant, principal_issuer, principal_subject,
                    principal_client, provider, modules, permissions, return_url, account_change_allowed,
                    base_generation, status, created_at, ended_at, link_hash, link_expires_at, exchange, forget_due_at)
                select gen_random_uuid(), gen_random_uuid(), 'plans', 'i', 's', 'c', 'p' || i %% 50, '{}', '{}', 'u',
                    false, 0, case when i %% 1000 = 0 then 'CREATED' else 'COMPLETED' end, now(),
                    case when i %% 1000 > 0 then now() end, sha256(i::text::bytea), now() + interval '30 days',
                    case when i %% 1000 = 1 then 'ciphertext' end,
                    case when i %% 1000 = 1 then now() + interval '30 days' end
                from generate_series(1, %d) i""".formatted(ROWS), "analyze credential", "analyze authorization_attempt");
    }

    @AfterEach
    void empty() throws SQLException {
        scheduler.resume();
        execute(
                "delete from credential where tenant = 'plans'",
                "delete from authorization_attempt where tenant = 'plans'",
                "vacuum analyze credential",
                "vacuum analyze authorization_attempt");
    }

    @Test
    void nothingThatRunsAgainAndAgainScansATable() {
        assertAll(statements()
                .map(statement -> () -> assertThat(plans(statement))
                        .as(statement.name())
                        .isNotEmpty()
                        .allSatisfy(plan -> assertThat(plan).contains("Index").doesNotContain("Seq Scan on"))));
    }

    private Stream<Statement> statements() {
        var now = clock.instant();
        var longAgo = now.minus(Duration.ofDays(3000));
        return Stream.of(
                providers("deletions", Credentials.CLOSED),
                claim("deletions", Credentials.CLOSED),
                providers("keep-alive", Credentials.IDLE),
                claim("keep-alive", Credentials.IDLE),
                providers("refreshes in doubt", Credentials.IN_DOUBT),
                claim("refreshes in doubt", Credentials.IN_DOUBT),
                providers("forgetting", Authorizations.TO_FORGET),
                claim("forgetting", Authorizations.TO_FORGET),
                new Statement("expiry", () -> authorizations.expireBy(longAgo)),
                new Statement("removal of what ended long ago", () -> authorizations.removeEndedBy(longAgo)),
                new Statement("removal of failed creations", () -> credentials.removeNeverCreated(longAgo)),
                new Statement(
                        "the attempts of a deleted connection",
                        () -> Panache.withTransaction(() -> exchanges.closeAllOf(ids.next(), Optional.empty()))));
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

    private List<String> plans(Statement statement) throws SQLException {
        var plans = new ArrayList<String>();
        for (var sql : sent(statement)) {
            plans.add(plan(sql));
        }
        return plans;
    }

    /** What the broker sends to PostgreSQL, as Hibernate logs it. */
    private static List<String> sent(Statement statement) {
        var logger = Logger.getLogger("org.hibernate.SQL");
        var level = logger.getLevel();
        var log = new SqlLog();
        logger.addHandler(log);
        logger.setLevel(Level.ALL);
        try {
            Seeds.carryOut(statement.call());
        } finally {
            logger.setLevel(level);
            logger.removeHandler(log);
        }
        return log.statements.stream().distinct().toList();
    }

    private String plan(String sql) throws SQLException {
        try (var jdbc = database.connect();
                var explain = jdbc.createStatement()) {
            explain.execute("prepare explained as " + sql);
            var values = strings(
                            explain,
                            "select unnest(parameter_types)::text from pg_prepared_statements where name = 'explained'")
                    .stream()
                    .map(VALUES::get)
                    .collect(Collectors.joining(", "));
            return String.join("\n", strings(explain, "explain execute explained(" + values + ")"));
        }
    }

    private static List<String> strings(java.sql.Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            var strings = new ArrayList<String>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }

    private void execute(String... statements) throws SQLException {
        try (var jdbc = database.connect();
                var statement = jdbc.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static final class SqlLog extends Handler {
        private final List<String> statements = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord sent) {
            statements.add(sent.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
