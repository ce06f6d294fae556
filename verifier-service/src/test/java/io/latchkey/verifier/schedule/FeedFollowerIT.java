package io.latchkey.verifier.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.contracts.Topics;
import io.latchkey.contracts.connection.ConnectionEvent;
import io.latchkey.contracts.connection.ConnectionEventType;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.local.server.Database;
import io.latchkey.local.server.KafkaServer;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.verifier.live.Feed;
import io.latchkey.verifier.live.Rows;
import io.latchkey.verifier.live.ScriptedBroker;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(database = "latchkey_verifier", openBao = false, client = "verifier-service")
@WithTestResource(ScriptedBroker.class)
class FeedFollowerIT {
    @Inject
    FeedFollower follower;

    Database database;
    KafkaServer kafka;
    ScriptedBroker broker;

    private final UUID id = UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private Feed feed;
    private Rows rows;

    @BeforeEach
    void open() {
        feed = new Feed(kafka);
        rows = new Rows(database);
    }

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void anAuthorizedConnectionIsDueWithinOneInterval() {
        feed.publish(1, ConnectionEventType.CREATED, view(ConnectionState.PENDING, 0, null));
        feed.publish(2, ConnectionEventType.AUTHORIZED, view(ConnectionState.ACTIVE, 1, now.plus(ofDays(30))));
        feed.awaitTakenIn(rows);

        assertThat(rows.of(id)).containsEntry("sequence", 2L).containsEntry("generation", 1);
        assertThat(rows.instant(id, "due_at")).isBetween(now, Instant.now().plus(ofDays(1)));
    }

    @Test
    void aHigherSequenceWinsInWhateverOrderTheyComeAndHoweverOften() {
        feed.publish(
                3,
                ConnectionEventType.REAUTHORIZATION_REQUIRED,
                view(ConnectionState.REAUTHORIZATION_REQUIRED, 1, null));
        feed.publish(2, ConnectionEventType.AUTHORIZED, view(ConnectionState.ACTIVE, 1, null));
        feed.publish(3, ConnectionEventType.AUTHORIZED, view(ConnectionState.ACTIVE, 1, null));
        feed.awaitTakenIn(rows);

        assertThat(rows.of(id))
                .containsEntry("sequence", 3L)
                .containsEntry("state", "REAUTHORIZATION_REQUIRED")
                .doesNotContainKey("due_at");
    }

    @Test
    void aNoticeThatTheFeedTellsOfCountsAsTold() {
        var end = now.plus(ofDays(60));
        var expiring = view(ConnectionState.EXPIRING, 1, end);
        feed.publish(
                4,
                ConnectionEventType.EXPIRING,
                new ConnectionEvent(expiring, new ConnectionEvent.Notice(end, ofDays(14)), null, null));
        feed.awaitTakenIn(rows);

        assertThat(rows.of(id)).containsEntry("sent_lead_seconds", ofDays(14).toSeconds());
    }

    @Test
    void aDeletedConnectionIsForgottenAndTheNullRecordAfterItTakenForValid() {
        feed.publish(2, ConnectionEventType.AUTHORIZED, view(ConnectionState.ACTIVE, 1, null));
        feed.publish(3, ConnectionEventType.DELETED, view(ConnectionState.DELETED, 1, null));
        feed.publish(4, ConnectionEventType.DESTROYED, view(ConnectionState.DELETED, 1, null));
        feed.forget(id);
        feed.awaitTakenIn(rows);

        assertThat(rows.of(id)).isEmpty();
    }

    @Test
    void aNullRecordAloneRemovesTheRow() {
        feed.publish(2, ConnectionEventType.AUTHORIZED, view(ConnectionState.ACTIVE, 1, null));
        feed.forget(id);
        feed.awaitTakenIn(rows);

        assertThat(rows.of(id)).isEmpty();
    }

    @Test
    void aLateRecordOfAFormerOwnerOfThePartitionBringsNoRemovedRowBack() throws Throwable {
        feed.publish(2, ConnectionEventType.AUTHORIZED, view(ConnectionState.ACTIVE, 1, null));
        feed.publish(3, ConnectionEventType.DELETED, view(ConnectionState.DELETED, 1, null));
        feed.forget(id);
        feed.awaitTakenIn(rows);
        var late = firstRecordOf(id);

        VertxContextSupport.subscribeAndAwait(
                () -> follower.follow(Message.of(late.value(), Metadata.of(metadata(late)))));

        assertThat(rows.of(id)).isEmpty();
    }

    private static IncomingKafkaRecordMetadata<byte[], byte[]> metadata(ConsumerRecord<byte[], byte[]> record) {
        return new IncomingKafkaRecordMetadata<>(record, "connections");
    }

    private ConsumerRecord<byte[], byte[]> firstRecordOf(UUID connectionId) {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        try (var reader = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = reader.partitionsFor(Topics.CONNECTIONS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            await().atMost(30, SECONDS).until(() -> {
                reader.poll(ofMillis(100)).forEach(record -> {
                    if (connectionId.toString().equals(new String(record.key(), UTF_8))) {
                        found.add(record);
                    }
                });
                return !found.isEmpty();
            });
            return found.get(0);
        }
    }

    @Test
    void anEventWithoutASequenceIsPassedOverAndStopsNobody() {
        feed.tellWithoutSequence(ConnectionEventType.AUTHORIZED, view(ConnectionState.ACTIVE, 1, null));
        feed.awaitTakenIn(rows);

        assertThat(rows.of(id)).isEmpty();
    }

    @Test
    void droppedAndReplayedItIsWholeAgainAndTheFirstChecksAreSpreadOverOneInterval() {
        var ids = Stream.generate(UUID::randomUUID).limit(40).toList();
        ids.forEach(each -> feed.publish(
                7, ConnectionEventType.AUTHORIZED, Views.view(each, "acme", ConnectionState.ACTIVE, 1, now, null)));
        feed.awaitTakenIn(rows);

        rows.drop();
        makeKafkaAssignThePartitionsAnew();

        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(rows.count(ids)).isEqualTo(40));
        var hours = ids.stream()
                .map(each -> Duration.between(now, rows.instant(each, "check_at")))
                .peek(wait ->
                        assertThat(wait).isBetween(Duration.ZERO, ofDays(1).plusMinutes(5)))
                .map(Duration::toHours)
                .distinct();
        assertThat(hours).hasSizeGreaterThan(10);
    }

    /** A guest that joins the group and leaves it: what the service holds is taken away and given back. */
    private void makeKafkaAssignThePartitionsAnew() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "verifier-service");
        try (var guest = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            guest.subscribe(List.of(Topics.CONNECTIONS));
            await().atMost(30, SECONDS).until(() -> {
                guest.poll(ofMillis(100));
                return !guest.assignment().isEmpty();
            });
        }
    }

    private ConnectionView view(ConnectionState state, int generation, @Nullable Instant expiresAt) {
        return Views.view(id, "acme", state, generation, generation == 0 ? null : now, expiresAt);
    }
}
