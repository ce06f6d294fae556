package io.latchkey.events.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.contracts.Topics;
import io.latchkey.events.TestTopics;
import io.latchkey.events.cloudevents.EventEncoder;
import io.latchkey.testkit.servers.SharedServers;
import io.latchkey.testkit.time.MovingClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayIT {
    private static final String TOPIC = Topics.CREDENTIAL_FACTS;
    private static final int BATCH = 10;

    private final SharedServers servers = SharedServers.get();
    private final MovingClock clock = new MovingClock();
    private final UUID key = UUID.randomUUID();
    private final UUID otherKey = UUID.randomUUID();
    private final List<Relay> relays = new ArrayList<>();
    private OutboxDatabase outbox;

    @BeforeEach
    void emptyOutbox() throws Exception {
        outbox = OutboxDatabase.fresh("relay_it");
    }

    @AfterEach
    void closeRelays() {
        relays.forEach(Relay::close);
    }

    @Test
    void recordsOfOneKeyAreReadInTheOrderTheyWereWritten() throws Exception {
        var written = addMany(3 * BATCH);

        publishAll(relay(outbox.dataSource()));

        assertThat(read(key)).isEqualTo(written);
        assertThat(outbox.waiting()).isEmpty();
    }

    @Test
    void aRecordWithoutDataBecomesANullRecord() throws Exception {
        var unused = outbox.add(TOPIC, key, null);

        publishAll(relay(outbox.dataSource()));

        assertThat(TestTopics.of(TOPIC, key)).singleElement().satisfies(record -> assertThat(record.value())
                .isNull());
    }

    @Test
    void twoRelaysAtOnceNeitherLoseNorReorder() throws Exception {
        var written = addMany(12 * BATCH);
        Callable<Void> work = () -> {
            var relay = relay(outbox.dataSource());
            while (!outbox.waiting().isEmpty()) {
                publishOrBeFenced(relay);
            }
            return null;
        };

        var threads = Executors.newFixedThreadPool(2);
        for (var done : threads.invokeAll(List.of(work, work), 60, TimeUnit.SECONDS)) {
            done.get();
        }
        threads.shutdown();

        assertThat(read(key).stream().distinct().toList()).isEqualTo(written);
    }

    @Test
    void aRelayThatLostTheLockCannotWrite() {
        var older = sender();
        var newer = sender();
        var encoder = new EventEncoder("events");
        older.send(List.of());
        newer.send(List.of());

        assertThatThrownBy(() -> older.send(List.of(
                        encoder.encode(TOPIC, key, UUID.randomUUID(), "test", clock.instant(), Map.of(), "{}"))))
                .isInstanceOf(FencedException.class);

        assertThat(read(key)).isEmpty();
        older.close();
        newer.close();
    }

    @Test
    void whileKafkaIsDownRecordsWaitAndLaterAllArrive() throws Exception {
        var written = addMany(BATCH);
        var relay = relay(outbox.dataSource());
        servers.kafka().stop();
        try {
            assertThatThrownBy(relay::publishBatch).isInstanceOf(KafkaException.class);
            assertThat(outbox.waiting()).containsAll(written);
            assertThat(relay.backlog()).isEqualTo(new OutboxTable.Backlog(2 * BATCH, Instant.EPOCH));
        } finally {
            servers.kafka().start();
        }

        publishAll(relay);

        assertThat(read(key).stream().distinct().toList()).isEqualTo(written);
    }

    @Test
    void aRestartOfPostgresLosesNothing() throws Exception {
        var written = addMany(2 * BATCH);
        var relay = relay(outbox.dataSource());
        var unused = relay.publishBatch();
        servers.postgres().kill();
        try {
            assertThatThrownBy(relay::publishBatch).isInstanceOf(SQLException.class);
        } finally {
            servers.postgres().start();
        }

        publishAll(relay);

        assertThat(read(key)).isEqualTo(written);
    }

    @Test
    void aCrashBetweenKafkaAndTheDatabaseRepeatsRecordsUnderTheSameIds() throws Exception {
        var written = addMany(BATCH);
        var crashing = relay(failingToCommit(outbox.dataSource()));
        assertThatThrownBy(crashing::publishBatch).isInstanceOf(SQLException.class);

        publishAll(relay(outbox.dataSource()));

        var read = read(key);
        assertThat(read).startsWith(written.get(0)).hasSizeGreaterThan(written.size());
        assertThat(read.stream().distinct().toList()).isEqualTo(written);
    }

    @Test
    void aRecordThatIsRefusedStopsOnlyItsKeyAndOnlyFromThereOn() throws Exception {
        var before = outbox.add(TOPIC, key, "{}");
        var refused = outbox.add(TOPIC, key, '"' + "x".repeat(2_000_000) + '"');
        var behind = outbox.add(TOPIC, key, "{}");
        var other = outbox.add(TOPIC, otherKey, "{}");
        var relay = relay(outbox.dataSource());

        publishAll(relay);

        assertThat(read(key)).containsExactly(before);
        assertThat(read(otherKey)).containsExactly(other);
        assertThat(outbox.waiting()).containsExactly(refused, behind);
        assertThat(relay.stoppedKeys()).isOne();
    }

    @Test
    void aStoppedKeyIsTriedAgainInItsOrder() throws Exception {
        var refused = outbox.add(TOPIC, key, '"' + "x".repeat(2_000_000) + '"');
        var behind = outbox.add(TOPIC, key, "{}");
        var relay = relay(outbox.dataSource());
        publishAll(relay);
        try (var connection = outbox.connect()) {
            connection.createStatement().execute("update outbox set data = '{}' where data <> '{}'");
        }
        clock.advance(Duration.ofMinutes(2));

        publishAll(relay);

        assertThat(read(key)).containsExactly(refused, behind);
    }

    private List<UUID> addMany(int count) throws SQLException {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < count; i++) {
            ids.add(outbox.add(TOPIC, key, "{\"number\":" + i + "}"));
            var unused = outbox.add(TOPIC, UUID.randomUUID(), "{}");
        }
        return ids;
    }

    private static List<UUID> read(UUID key) {
        return TestTopics.of(TOPIC, key).stream()
                .map(record -> UUID.fromString(TestTopics.header(record, "ce_id")))
                .toList();
    }

    private Relay relay(DataSource dataSource) {
        var relay = new Relay(dataSource, new EventEncoder("events"), sender(), clock, BATCH);
        relays.add(relay);
        return relay;
    }

    private TransactionalSender sender() {
        return new TransactionalSender(TestTopics.settings(), "relay-it");
    }

    private static void publishAll(Relay relay) throws SQLException {
        while (relay.publishBatch() > 0) {}
    }

    private static void publishOrBeFenced(Relay relay) throws SQLException {
        try {
            var unused = relay.publishBatch();
        } catch (FencedException expected) {
            assertThat(expected).hasCauseInstanceOf(KafkaException.class);
        }
    }

    private static DataSource failingToCommit(DataSource real) {
        return proxy(
                DataSource.class,
                real,
                "getConnection",
                () -> proxy(Connection.class, real.getConnection(), "commit", () -> {
                    throw new SQLException("the process died on this line");
                }));
    }

    private static <T> T proxy(Class<T> type, T real, String method, Callable<Object> instead) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, args) -> {
            if (called.getName().equals(method)) {
                return instead.call();
            }
            try {
                return called.invoke(real, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
