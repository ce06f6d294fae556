package io.latchkey.events.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.events.outbox.OutboxDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxPartitionsIT {
    private OutboxDatabase database;
    private InboxPartitions partitions;

    @BeforeEach
    void start() throws Exception {
        database = OutboxDatabase.fresh("inbox_partitions_it");
        partitions = new InboxPartitions(database.dataSource(), () -> Duration.ofDays(35));
    }

    @Test
    void aWeekThatGetsItsPartitionLateKeepsWhatWasSeenInIt() throws Exception {
        execute("insert into inbox (event_id) select gen_random_uuid() from generate_series(1, 100)");

        partitions.maintain();

        assertThat(query("select count(*) from only inbox_other")).containsExactly("0");
        assertThat(query("select count(*) from inbox")).containsExactly("100");
    }

    @Test
    void partitionsAreMadeAheadAndThoseOfLongAgoDropped() throws Exception {
        execute("create table inbox_w20200106 partition of inbox for values from ('2020-01-06') to ('2020-01-13')");
        execute("insert into inbox values (gen_random_uuid(), '2020-01-07')");
        execute("insert into clock_inbox values (gen_random_uuid(), '2020-01-07')");

        partitions.maintain();
        execute("insert into inbox values (gen_random_uuid(), now() + interval '14 days')");

        assertThat(query("select count(*) from inbox")).containsExactly("1");
        assertThat(query("select count(*) from inbox_other")).containsExactly("0");
        assertThat(query("select count(*) from clock_inbox")).containsExactly("1");
    }

    @Test
    void aPartitionIsKeptWhileAnythingInItIsToBeKept() throws Exception {
        execute("do $$ declare monday date := date_trunc('week', now() - interval '34 days')::date; begin"
                + " execute format('create table inbox_w%s partition of inbox for values from (%L) to (%L)',"
                + " to_char(monday, 'YYYYMMDD'), monday, monday + 7); end $$");
        execute("insert into inbox values (gen_random_uuid(), now() - interval '34 days')");

        partitions.maintain();

        assertThat(query("select count(*) from inbox")).containsExactly("1");
    }

    @Test
    void replicasAtOnceAndAgainChangeNothingMore() throws Exception {
        Callable<Void> maintain = () -> {
            partitions.maintain();
            return null;
        };
        var threads = Executors.newFixedThreadPool(3);
        for (var done : threads.invokeAll(List.of(maintain, maintain, maintain))) {
            done.get();
        }
        threads.shutdown();

        partitions.maintain();

        assertThat(query("select inhrelid::regclass from pg_inherits where inhparent = 'inbox'::regclass"))
                .hasSize(4);
    }

    @Test
    void whatIsAskedForEachFactAndEachBatchCostsTheSameHoweverManyRowsThereAre() throws Exception {
        partitions.maintain();
        execute("insert into inbox select gen_random_uuid(), now() from generate_series(1, 20000)");
        execute("insert into outbox (topic, key, event_id, type, time, extensions, data)"
                + " select 't', gen_random_uuid(), gen_random_uuid(), 't', now(), '{}', '{}'"
                + " from generate_series(1, 20000)");
        execute("analyze inbox");
        execute("analyze outbox");

        assertThat(query("explain insert into inbox (event_id) select gen_random_uuid() where not exists"
                        + " (select from inbox where event_id = '019a2f6e-7c00-7b3e-9d55-0b1f5a3c0001')"))
                .anyMatch(line -> line.contains("Index Only Scan using inbox_w"))
                .noneMatch(line -> line.matches(".*Seq Scan on inbox.* rows=(?!1 ).*"));
        assertThat(query("explain select time from outbox order by seq limit 1"))
                .anyMatch(line -> line.contains("Index Scan using outbox_pkey"));
        assertThat(query("explain select * from outbox where key <> all ('{}') order by seq limit 200"))
                .anyMatch(line -> line.contains("Index Scan using outbox_pkey"));
        assertThat(query("explain analyze select count(*) from (select from outbox limit 10000) waiting"))
                .anyMatch(line -> line.matches(".*Limit.*rows=10000(\\.00)? loops=1.*"));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> query(String sql) throws SQLException {
        try (var connection = database.connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }
}
