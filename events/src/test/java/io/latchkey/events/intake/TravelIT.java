package io.latchkey.events.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.contracts.Topics;
import io.latchkey.events.OutgoingEvent;
import io.latchkey.events.TestTopics;
import io.latchkey.events.deadletter.ReplayDeadLetters;
import io.latchkey.events.deadletter.Subscriptions;
import io.latchkey.events.outbox.Outbox;
import io.latchkey.events.publish.FactPublisher;
import io.latchkey.events.record.IncomingEvent;
import io.latchkey.events.record.KafkaRecord;
import io.latchkey.local.server.Database;
import io.latchkey.local.server.KafkaServer;
import io.latchkey.local.server.PostgresServer;
import io.latchkey.testkit.servers.WithRealServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(database = "travel_it", openBao = false, keycloak = false)
class TravelIT {
    @Inject
    Outbox outbox;

    @Inject
    FactPublisher publisher;

    @Inject
    Listener listener;

    @Inject
    MeterRegistry metrics;

    @Inject
    ReplayDeadLetters replay;

    @Inject
    Subscriptions subscriptions;

    KafkaServer kafka;
    PostgresServer postgres;
    Database database;

    private final UUID key = UUID.randomUUID();

    @Test
    void whatIsWrittenInATransactionIsHeardInItsOrder() throws Throwable {
        commit(() -> outbox.add(fact("one")).chain(() -> outbox.add(fact("two"))));
        commit(() -> outbox.add(fact("three")));

        eventually().untilAsserted(() -> assertThat(listener.heardOf(key)).containsExactly("one", "two", "three"));
    }

    @Test
    void whatIsRolledBackIsNeverHeard() throws Throwable {
        assertThatThrownBy(() -> commit(() -> outbox.add(fact("never"))
                        .chain(() -> Uni.createFrom().failure(new IllegalStateException("rolled back")))))
                .hasMessageContaining("rolled back");
        commit(() -> outbox.add(fact("afterwards")));

        eventually().untilAsserted(() -> assertThat(listener.heardOf(key)).containsExactly("afterwards"));
    }

    @Test
    void attributesAndDataArriveAsTheyWereSent() throws Throwable {
        var sent = new OutgoingEvent(
                Topics.CREDENTIAL_FACTS,
                key,
                UUID.randomUUID(),
                "io.latchkey.credential.refreshed.v1",
                Instant.parse("2026-03-01T09:05:00.123456Z"),
                Map.of(OutgoingEvent.SEQUENCE, "7"),
                new Listener.Text("gr\u00fc\u00dfe"));

        commit(() -> outbox.add(sent));

        eventually().until(() -> !listener.heardOf(key).isEmpty());
        assertThat(listener.eventsOf(key))
                .containsExactly(new IncomingEvent<>(
                        key, sent.eventId(), sent.type(), sent.time(), new Listener.Text("gr\u00fc\u00dfe")));
        var record = TestTopics.of(Topics.CREDENTIAL_FACTS, key).get(0);
        assertThat(TestTopics.header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(TestTopics.header(record, "ce_source")).isEqualTo("/latchkey/events");
        assertThat(TestTopics.header(record, "content-type")).isEqualTo("application/json");
    }

    @Test
    void aCopyIsDroppedByItsId() throws Throwable {
        var fact = fact("once");
        await(publisher.publish(fact));
        await(publisher.publish(fact));

        eventually().untilAsserted(() -> assertThat(listener.heardOf(key)).containsExactly("once", "once"));

        assertThat(countOfNotes(fact.eventId())).isOne();
    }

    @Test
    void whatCannotBeAppliedIsTriedAgainAndNothingOvertakesIt() throws Throwable {
        listener.failNext(4);

        commit(() -> outbox.add(fact("one")).chain(() -> outbox.add(fact("two"))));

        // Either may come twice: another test may have restarted Kafka, and a group that gathers anew begins at its
        // last commit.
        eventually()
                .untilAsserted(() ->
                        assertThat(listener.heardOf(key).stream().distinct()).containsExactly("one", "two"));
    }

    @Test
    void anUnreadableFactGoesToTheDeadLettersWithItsCauseAndStopsNobody() throws Throwable {
        send(Topics.CREDENTIAL_FACTS, "{ this is no event");
        await(publisher.publish(fact("after it")));

        eventually().untilAsserted(() -> assertThat(listener.heardOf(key)).containsExactly("after it"));
        eventually().untilAsserted(() -> assertThat(TestTopics.of(Topics.DEAD_LETTER, key))
                .singleElement()
                .satisfies(dead -> {
                    assertThat(new String(dead.value(), UTF_8)).isEqualTo("{ this is no event");
                    assertThat(TestTopics.header(dead, "dead-letter-topic")).isEqualTo(Topics.CREDENTIAL_FACTS);
                    assertThat(TestTopics.header(dead, "dead-letter-reason")).contains("not a Latchkey event");
                    assertThat(TestTopics.header(dead, "dead-letter-cause")).isNotBlank();
                    assertThat(TestTopics.header(dead, "dead-letter-offset")).isNotBlank();
                    assertThat(TestTopics.header(dead, "dead-letter-partition")).isNotBlank();
                    assertThat(TestTopics.header(dead, "dead-letter-consumer")).isEqualTo("events");
                }));
    }

    @Test
    void aFactThatLacksARequiredFieldIsUnreadable() throws Throwable {
        await(publisher.publish(new OutgoingEvent(
                Topics.CREDENTIAL_FACTS, key, UUID.randomUUID(), "x", Instant.EPOCH, Map.of(), Map.of("other", 1))));

        eventually().untilAsserted(() -> assertThat(TestTopics.of(Topics.DEAD_LETTER, key))
                .singleElement()
                .satisfies(dead -> assertThat(TestTopics.header(dead, "dead-letter-reason"))
                        .contains("/text")));
    }

    @Test
    void aFeedRecordWithoutASequenceIsADeadLetterOnceAndStopsNobody() throws Throwable {
        await(publisher.publish(event(Topics.CONNECTIONS, "out of order", Map.of())));
        await(publisher.publish(event("after it")));

        eventually().until(() -> listener.followedOf(key).size() == 1);
        assertThat(listener.followedOf(key).get(0).event().data().text()).isEqualTo("after it");
        assertThat(TestTopics.of(Topics.DEAD_LETTER, key)).singleElement().satisfies(dead -> assertThat(
                        TestTopics.header(dead, "dead-letter-reason"))
                .contains("sequence"));
    }

    @Test
    void aRecordThatARuleFailsOnIsADeadLetterOnceAndStopsNobody() throws Throwable {
        await(publisher.publish(event(Listener.POISON)));
        await(publisher.publish(event("after it")));

        eventually().until(() -> listener.followedOf(key).size() == 1);
        assertThat(TestTopics.of(Topics.DEAD_LETTER, key)).singleElement().satisfies(dead -> assertThat(
                        TestTopics.header(dead, "dead-letter-reason"))
                .isEqualTo("a fault of the rule"));
    }

    @Test
    void aValueOfANewerReleaseIsMarkedSoAmongTheDeadLetters() throws Throwable {
        await(publisher.publish(new OutgoingEvent(
                Topics.CREDENTIAL_FACTS,
                key,
                UUID.randomUUID(),
                "test",
                Instant.EPOCH,
                Map.of(),
                Map.of("text", "new", "tone", "EXCITED"))));
        send(Topics.CREDENTIAL_FACTS, "rubbish");

        eventually().untilAsserted(() -> assertThat(TestTopics.of(Topics.DEAD_LETTER, key))
                .extracting(dead -> TestTopics.header(dead, "dead-letter-kind"))
                .containsExactly("unknown", "unreadable"));
    }

    @Test
    void aReleaseThatUnderstandsDeadLettersAppliesThemOnceAndLeavesTheOthers() throws Throwable {
        var fact = fact(Listener.POISON);
        await(publisher.publish(fact));
        await(publisher.publish(event(Listener.POISON)));
        send(Topics.CREDENTIAL_FACTS, "rubbish");
        eventually().until(() -> TestTopics.of(Topics.DEAD_LETTER, key).size() == 3);

        listener.mend(true);
        ReplayDeadLetters.Result result;
        try {
            result = replay.replay();
            result = replay.replay();
        } finally {
            listener.mend(false);
        }

        assertThat(listener.eventsOf(key)).isNotEmpty().allSatisfy(event -> assertThat(event.id())
                .isEqualTo(fact.eventId()));
        assertThat(countOfNotes(fact.eventId())).isOne();
        assertThat(listener.followedOf(key)).isNotEmpty().allSatisfy(record -> {
            assertThat(record.event().sequence()).isEqualTo(1);
            assertThat(record.partition())
                    .isEqualTo(TestTopics.of(Topics.CONNECTIONS, key).get(0).partition());
        });
        assertThat(result.applied()).isBetween(2, result.letters() - 1);
        assertThat(TestTopics.of(Topics.DEAD_LETTER, key)).hasSize(3);
    }

    @Test
    void aDeadLetterOfTheFeedIsNotDeliveredAgainWhereNewerRecordsHaveFollowedIt() throws Throwable {
        await(publisher.publish(event(Listener.POISON)));
        await(publisher.publish(OutgoingEvent.tombstone(Topics.CONNECTIONS, key, UUID.randomUUID(), Instant.EPOCH)));
        eventually().until(() -> listener.followedOf(key).size() == 1);

        listener.mend(true);
        try {
            var unused = replay.replay();
        } finally {
            listener.mend(false);
        }

        assertThat(listener.followedOf(key)).singleElement().satisfies(record -> assertThat(record.event())
                .isNull());
    }

    @Test
    void aDeadLetterChangesNothingWhereTheFeedHasBeenAppliedFurtherThanItWasRead() throws Throwable {
        await(publisher.publish(event(Listener.POISON)));
        await(publisher.publish(OutgoingEvent.tombstone(Topics.CONNECTIONS, key, UUID.randomUUID(), Instant.EPOCH)));
        eventually().until(() -> listener.followedOf(key).size() == 1);
        var dead = new KafkaRecord(TestTopics.of(Topics.CONNECTIONS, key).get(0));
        var replay = subscriptions.to(Topics.CONNECTIONS).orElseThrow().replay();

        listener.mend(true);
        boolean applied;
        try {
            applied = VertxContextSupport.subscribeAndAwait(
                    () -> replay.apply(dead, dead.position().offset() + 1));
        } finally {
            listener.mend(false);
        }

        assertThat(applied).isFalse();
        assertThat(listener.followedOf(key)).hasSize(1);
    }

    @Test
    void aFactThatTheDatabaseCannotHoldIsADeadLetterOnceAndStopsNobody() throws Throwable {
        await(publisher.publish(fact("a\u0000b")));
        await(publisher.publish(fact("after it")));

        eventually().untilAsserted(() -> assertThat(listener.heardOf(key)).containsExactly("after it"));
        assertThat(TestTopics.of(Topics.DEAD_LETTER, key)).hasSize(1);
    }

    @Test
    void theLargestUnreadableRecordHasRoomAmongTheDeadLetters() throws Throwable {
        var value = "x".repeat(1_048_000);
        send(Topics.CREDENTIAL_FACTS, value);

        eventually().untilAsserted(() -> assertThat(TestTopics.of(Topics.DEAD_LETTER, key))
                .singleElement()
                .satisfies(dead -> assertThat(dead.value()).hasSize(value.length())));
    }

    @Test
    void anUnreadableRecordThatFitsNowhereIsCutShortAmongTheDeadLettersAndStopsNobody() throws Throwable {
        var record = new ProducerRecord<>(
                Topics.CREDENTIAL_FACTS, key.toString().getBytes(UTF_8), "rubbish".getBytes(UTF_8));
        var unused = record.headers().add("padding", new byte[3_000_000]);
        send(record, Map.of("compression.type", "gzip", "max.request.size", 4_000_000));
        await(publisher.publish(fact("after it")));

        eventually().untilAsserted(() -> assertThat(listener.heardOf(key)).containsExactly("after it"));
        assertThat(TestTopics.of(Topics.DEAD_LETTER, key)).singleElement().satisfies(dead -> {
            assertThat(dead.value()).isNull();
            assertThat(TestTopics.header(dead, "padding")).hasSize(1_000);
            assertThat(TestTopics.header(dead, "dead-letter-reason")).contains("not a Latchkey event");
        });
    }

    @Test
    void howLongTheOldestRecordIsRetriedIsAMetric() throws Throwable {
        listener.failNext(5);
        commit(() -> outbox.add(fact("late")));

        eventually()
                .until(() -> metrics.get("latchkey.events.retry.age").gauge().value() > 0);
        eventually().untilAsserted(() -> assertThat(listener.heardOf(key)).containsExactly("late"));
        eventually()
                .until(() -> metrics.get("latchkey.events.retry.age").gauge().value() == 0);
    }

    @Test
    void aFeedTellsOfNullRecordsAndMovesItsOffsetPastUnreadableOnes() throws Throwable {
        await(publisher.publish(event("alive")));
        send(Topics.CONNECTIONS, "rubbish");
        await(publisher.publish(OutgoingEvent.tombstone(Topics.CONNECTIONS, key, UUID.randomUUID(), Instant.EPOCH)));

        eventually().until(() -> listener.followedOf(key).size() == 2);
        assertThat(listener.followedOf(key).get(0).event().data().text()).isEqualTo("alive");
        assertThat(listener.followedOf(key).get(1).event()).isNull();
        var last = TestTopics.of(Topics.CONNECTIONS, key).get(2);
        eventually()
                .untilAsserted(() -> assertThat(storedOffset(last.partition())).isEqualTo(last.offset() + 1));
        assertThat(TestTopics.of(Topics.DEAD_LETTER, key)).hasSize(1);
    }

    @Test
    void aRestartOfPostgresLosesNothing() throws Throwable {
        postgres.kill();
        try {
            for (int i = 0; i < 5; i++) {
                await(publisher.publish(fact("number " + i)));
            }
        } finally {
            postgres.start();
        }

        var all = IntStream.range(0, 5).mapToObj(i -> "number " + i).toList();
        eventually().untilAsserted(() -> assertThat(listener.heardOf(key)).isEqualTo(all));
    }

    @Test
    void aRestartOfKafkaLosesNothing() throws Throwable {
        kafka.stop();
        try {
            commit(() -> outbox.add(fact("written meanwhile")));
            assertThatThrownBy(() -> await(publisher.publish(fact("not told")))).isNotNull();
        } finally {
            kafka.start();
        }

        eventually().untilAsserted(() -> assertThat(listener.heardOf(key)).contains("written meanwhile"));
    }

    private OutgoingEvent fact(String text) {
        return event(Topics.CREDENTIAL_FACTS, text);
    }

    private OutgoingEvent event(String text) {
        return event(Topics.CONNECTIONS, text);
    }

    private OutgoingEvent event(String topic, String text) {
        return event(topic, text, Map.of(OutgoingEvent.SEQUENCE, "1"));
    }

    private OutgoingEvent event(String topic, String text, Map<String, String> extensions) {
        return new OutgoingEvent(
                topic, key, UUID.randomUUID(), "test", Instant.EPOCH, extensions, new Listener.Text(text));
    }

    private static <T> T commit(Supplier<Uni<T>> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(work));
    }

    private static <T> T await(Uni<T> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> work);
    }

    private void send(String topic, String value) throws Exception {
        send(new ProducerRecord<>(topic, key.toString().getBytes(UTF_8), value.getBytes(UTF_8)), Map.of());
    }

    private static void send(ProducerRecord<byte[], byte[]> record, Map<String, Object> settings) throws Exception {
        var all = new HashMap<String, Object>(TestTopics.settings());
        all.putAll(settings);
        try (var producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer())) {
            var unused = producer.send(record).get();
        }
    }

    private int countOfNotes(UUID id) throws SQLException {
        return queryForInt("select count(*) from note where id = '" + id + "'");
    }

    private int storedOffset(int partition) throws SQLException {
        return queryForInt("select coalesce(max(next_offset), 0) from feed_offset where partition = " + partition);
    }

    private int queryForInt(String sql) throws SQLException {
        try (var connection = database.connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
    }
}
