package io.latchkey.events.inbox;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives the table {@code inbox} a partition for each week, and drops those past {@link InboxSettings#keep}.
 *
 * <ol>
 *   <li>Partitions are made {@link #WEEKS_AHEAD} weeks ahead; the time is the database's, so replicas agree on it.
 *   <li>One replica at a time does it, in one transaction, which gives up rather than let facts wait for its locks.
 *   <li>Facts never need it: what has no partition yet goes to {@code inbox_other}, and moves when its week gets one.
 * </ol>
 */
@ApplicationScoped
class InboxPartitions {
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final int WEEKS_AHEAD = 2;
    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtextextended('latchkey.inbox', 0)), now()";
    private static final String EXISTING =
            "select inhrelid::regclass::text from pg_inherits where inhparent = 'inbox'::regclass";

    private final DataSource dataSource;
    private final InboxSettings config;
    private @Nullable ScheduledFuture<?> task;

    InboxPartitions(DataSource dataSource, InboxSettings config) {
        this.dataSource = dataSource;
        this.config = config;
    }

    /** From now on, in the background. */
    synchronized void keep() {
        task = Infrastructure.getDefaultWorkerPool()
                .scheduleWithFixedDelay(this::maintainOrWarn, 0, INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    @PreDestroy
    synchronized void stop() {
        if (task != null) {
            task.cancel(false);
        }
    }

    private void maintainOrWarn() {
        try {
            maintain();
        } catch (SQLException | RuntimeException e) {
            Log.warnf("inbox partitions not maintained, retrying in %s cause=%s", INTERVAL, e.getMessage());
        }
    }

    void maintain() throws SQLException {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                execute(connection, "set local lock_timeout = '2s'");
                var now = lock(connection);
                if (now != null) {
                    maintain(connection, now);
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private void maintain(Connection connection, Instant now) throws SQLException {
        var existing = existing(connection);
        var present = Week.of(now);
        for (var week = present; week.weeksSince(present) <= WEEKS_AHEAD; week = week.next()) {
            if (!existing.contains(week.table())) {
                create(connection, week);
            }
        }
        for (String table : existing) {
            if (Week.isPast(table, now.minus(config.keep()))) {
                execute(connection, "drop table " + table);
            }
        }
    }

    private static void create(Connection connection, Week week) throws SQLException {
        execute(connection, "create table " + week.table() + " (like inbox including defaults)");
        execute(connection, "lock table inbox_other in access exclusive mode");
        execute(
                connection,
                ("with late as (delete from inbox_other where seen_at >= '%s' and seen_at < '%s' returning *)"
                                + " insert into %s select * from late")
                        .formatted(week.begin(), week.next().begin(), week.table()));
        execute(
                connection,
                "alter table inbox attach partition %s for values from ('%s') to ('%s')"
                        .formatted(week.table(), week.begin(), week.next().begin()));
    }

    /** The database's time; null if another replica is at work. */
    private static @Nullable Instant lock(Connection connection) throws SQLException {
        try (var query = connection.createStatement();
                var rows = query.executeQuery(LOCK)) {
            rows.next();
            return rows.getBoolean(1) ? rows.getObject(2, OffsetDateTime.class).toInstant() : null;
        }
    }

    private static Set<String> existing(Connection connection) throws SQLException {
        try (var query = connection.createStatement();
                var rows = query.executeQuery(EXISTING)) {
            var tables = new HashSet<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A week of UTC, from Monday on, and the name of its partition. */
    private record Week(LocalDate monday) {
        private static final String PREFIX = "inbox_w";

        static Week of(Instant time) {
            var day = LocalDate.ofInstant(time, ZoneOffset.UTC);
            return new Week(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
        }

        /** Whether {@code table} is the partition of a week that ended before {@code time}. */
        static boolean isPast(String table, Instant time) {
            if (!table.matches(PREFIX + "\\d{8}")) {
                return false;
            }
            var monday = LocalDate.parse(table.substring(PREFIX.length()), DateTimeFormatter.BASIC_ISO_DATE);
            return new Week(monday)
                    .next()
                    .monday
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC)
                    .isBefore(time);
        }

        Week next() {
            return new Week(monday.plusWeeks(1));
        }

        long weeksSince(Week other) {
            return ChronoUnit.WEEKS.between(other.monday, monday);
        }

        String begin() {
            return monday + " 00:00:00+00";
        }

        String table() {
            return PREFIX + monday.format(DateTimeFormatter.BASIC_ISO_DATE);
        }
    }
}
