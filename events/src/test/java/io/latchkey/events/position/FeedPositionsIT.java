package io.latchkey.events.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contracts.Topics;
import io.latchkey.events.TestTopics;
import io.latchkey.events.outbox.OutboxDatabase;
import io.latchkey.events.record.Position;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedPositionsIT {
    private static final String TOPIC = Topics.CHECK_FACTS;
    private static final int PARTITION = 3;
    private static final int OTHER = 4;

    private final List<Long> offsets = new ArrayList<>();
    private OutboxDatabase database;
    private FeedPositions positions;
    private KafkaConsumer<byte[], byte[]> consumer;

    @BeforeEach
    void start() throws Exception {
        database = OutboxDatabase.fresh("feed_positions_it");
        var settings = new HashMap<>(TestTopics.settings());
        settings.put("group.id", UUID.randomUUID().toString());
        settings.put("auto.offset.reset", "earliest");
        positions = new FeedPositions(new FeedOffsets(database.dataSource()), new FeedEnd(TestTopics.settings()));
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void close() {
        consumer.close();
    }

    @Test
    void withNothingStoredTheFeedIsReadFromItsStart() {
        var sent = send(5);

        subscribe();

        assertThat(poll(sent.get(4))).containsAll(sent);
    }

    @Test
    void withAnOffsetStoredTheFeedIsReadFromThere() throws Exception {
        var sent = send(5);
        store(PARTITION, sent.get(3));

        subscribe();

        assertThat(poll(sent.get(4))).containsExactly(sent.get(3), sent.get(4));
    }

    @Test
    void anOffsetBeyondTheEndMeansANewTopicWhichIsReadFromItsStart() throws Exception {
        var sent = send(1);
        store(PARTITION, sent.get(0) + 1_000);

        subscribe();

        assertThat(poll(sent.get(0))).contains(sent.get(0));
    }

    @Test
    void aPartitionHasCaughtUpOnceTheLastRecordThatItHadIsApplied() {
        var sent = send(3);
        subscribe();
        var unused = send(1);

        positions.applied(new Position(TOPIC, PARTITION, sent.get(1)));
        assertThat(positions.caughtUp(TOPIC)).doesNotContain(PARTITION);

        positions.applied(new Position(TOPIC, PARTITION, sent.get(2)));
        assertThat(positions.caughtUp(TOPIC)).contains(PARTITION);
    }

    @Test
    void whatOnlyEndsTransactionsKeepsNobodyFromCatchingUp() {
        var sent = send(1);
        abort(40);

        subscribe();
        positions.applied(new Position(TOPIC, PARTITION, sent.get(0)));

        assertThat(positions.caughtUp(TOPIC)).contains(PARTITION);
    }

    @Test
    void anEmptyPartitionHasCaughtUpAtOnceAndAForeignOneNever() {
        subscribe();

        assertThat(positions.caughtUp(TOPIC)).contains(OTHER);
        assertThat(positions.caughtUp("another.topic")).doesNotContain(OTHER);
    }

    @Test
    void aPartitionThatIsTakenAwayIsNotCaughtUp() {
        subscribe();
        positions.onPartitionsRevoked(consumer, List.of(new TopicPartition(TOPIC, OTHER)));

        assertThat(positions.caughtUp(TOPIC)).doesNotContain(OTHER);
    }

    private void subscribe() {
        var assigned = new ArrayList<TopicPartition>();
        consumer.subscribe(List.of(TOPIC), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                positions.onPartitionsAssigned(consumer, partitions);
                assigned.addAll(partitions);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
        });
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            read(Duration.ZERO);
            return !assigned.isEmpty();
        });
    }

    private List<Long> poll(long last) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            read(Duration.ofMillis(100));
            return offsets.contains(last);
        });
        return offsets;
    }

    private void read(Duration patience) {
        consumer.poll(patience)
                .records(new TopicPartition(TOPIC, PARTITION))
                .forEach(record -> offsets.add(record.offset()));
    }

    private List<Long> send(int count) {
        return transaction(count, true);
    }

    private void abort(int count) {
        var unused = transaction(count, false);
    }

    /** The offsets of {@code count} records, sent one by one, each in a transaction of its own. */
    private List<Long> transaction(int count, boolean commit) {
        var settings = new HashMap<>(TestTopics.settings());
        settings.put("transactional.id", UUID.randomUUID().toString());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            var sentTo = new ArrayList<Long>();
            for (int i = 0; i < count; i++) {
                producer.beginTransaction();
                var sent = producer.send(new ProducerRecord<>(TOPIC, PARTITION, null, new byte[] {1}));
                producer.flush();
                sentTo.add(sent.get().offset());
                if (commit) {
                    producer.commitTransaction();
                } else {
                    producer.abortTransaction();
                }
            }
            return sentTo;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void store(int partition, long next) throws SQLException {
        try (var connection = database.connect();
                var insert = connection.prepareStatement("insert into feed_offset values (?, ?, ?)")) {
            insert.setString(1, TOPIC);
            insert.setInt(2, partition);
            insert.setLong(3, next);
            insert.executeUpdate();
        }
    }
}
