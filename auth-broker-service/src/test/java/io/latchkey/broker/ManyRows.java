package io.latchkey.broker;

import io.latchkey.local.server.Database;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Large tables, and how PostgreSQL plans what the broker sends on them. Nothing is swept meanwhile. */
@ApplicationScoped
public class ManyRows {
    private static final int ROWS = 100_000;

    /** A value for each type of parameter: long ago, and of nobody but a provider and client of many. */
    private static final Map<String, String> VALUES = Map.of(
            "timestamp with time zone", "now() - interval '7 days'",
            "text", "'p1'",
            "character varying", "'p1'",
            "uuid", "gen_random_uuid()",
            "text[]", "array['p1', 'p2']",
            "integer[]", "array[20, 20]");

    private final Scheduler scheduler;

    ManyRows(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    public void fill(Database database) throws SQLException {
        scheduler.pause();
        execute(
                database,
                """
                insert into credential (connection_id, tenant, provider, generation, version, client_registrant,
                    client_id, account_id, access_hash, refresh_hash, former_refresh_hashes, feed_sequence, keep_alive_at, closed_at, due_at,
                    destroyed_at)
                select gen_random_uuid(), 'plans', 'p' || i %% 50, 1, 1, '_installation',
                    'p' || i %% 50, 'account-' || i, 'access-' || i, 'refresh-' || i, array['former-' || i], 1,
                    case when i %% 50 > 0 then now() + interval '30 days' end,
                    case when i %% 50 = 0 then now() end,
                    case when i %% 50 = 0 then now() + interval '30 days' end,
                    case when i %% 100 = 0 then now() end
                from generate_series(1, %d) i""".formatted(ROWS),
                """
                insert into authorization_attempt (id, connection_id, tenant, principal_issuer, principal_subject,
                    principal_client, provider, method, modules, permissions, return_url, account_change_allowed,
                    base_generation, status, created_at, ended_at, link_hash, link_expires_at, flow_client_registrant,
                    flow_client_id, held_credential, account_id, access_hash, refresh_hash, forget_due_at)
                select gen_random_uuid(), gen_random_uuid(), 'plans', 'i', 's', 'c', 'p' || i %% 50, 'm', '{}', '{}', 'u',
                    false, 0, case when i %% 1000 = 0 then 'CREATED' else 'COMPLETED' end, now(),
                    case when i %% 1000 > 1 then now() end, sha256(i::text::bytea), now() + interval '30 days',
                    '_installation', 'p' || i %% 50, case when i %% 1000 = 1 then 'ciphertext' end, 'account-' || i,
                    'access-' || i, 'refresh-' || i, case when i %% 1000 = 1 then now() + interval '30 days' end
                from generate_series(1, %d) i""".formatted(ROWS),
                """
                insert into pending_revocation (id, connection_id, tenant, authorization_id, provider, client_registrant,
                    client_id, cause, ciphertext, kept_at, due_at)
                select gen_random_uuid(), gen_random_uuid(), 'plans', gen_random_uuid(), 'p' || i %% 50,
                    '_installation', 'p' || i %% 50, 'replaced', 'ciphertext', now(), now() + interval '30 days'
                from generate_series(1, %d) i""".formatted(ROWS),
                "analyze credential, authorization_attempt, pending_revocation");
    }

    public void empty(Database database) throws SQLException {
        scheduler.resume();
        execute(
                database,
                "delete from credential where tenant = 'plans'",
                "delete from authorization_attempt where tenant = 'plans'",
                "delete from pending_revocation where tenant = 'plans'",
                "vacuum analyze credential, authorization_attempt, pending_revocation");
    }

    /** The plan of each statement that {@code call} sends. */
    public List<String> plans(Database database, Supplier<Uni<?>> call) throws SQLException {
        var plans = new ArrayList<String>();
        for (var sql : sent(call)) {
            plans.add(plan(database, sql));
        }
        return plans;
    }

    /** What the broker sends to PostgreSQL, as Hibernate logs it. */
    private static List<String> sent(Supplier<Uni<?>> call) {
        var logger = Logger.getLogger("org.hibernate.SQL");
        var level = logger.getLevel();
        var log = new SqlLog();
        logger.addHandler(log);
        logger.setLevel(Level.ALL);
        try {
            Seeds.carryOut(call);
        } finally {
            logger.setLevel(level);
            logger.removeHandler(log);
        }
        return log.statements.stream().distinct().toList();
    }

    private static String plan(Database database, String sql) throws SQLException {
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

    private static List<String> strings(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            var strings = new ArrayList<String>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }

    private static void execute(Database database, String... statements) throws SQLException {
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
