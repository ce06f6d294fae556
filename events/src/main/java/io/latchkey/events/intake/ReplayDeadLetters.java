package io.latchkey.events.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.contracts.Topics;
import io.latchkey.events.intake.Subscriptions.Subscription;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Delivers the dead letters of this service to it again, for a release that understands them.
 *
 * <ol>
 *   <li>Nothing is written to Kafka. Put back into the feed, an old event would outlive newer ones when the topic is
 *       compacted, and other consumers would read it.
 *   <li>It may be done again at any time: what was applied is dropped by its id or its sequence, and what still cannot be
 *       read stays where it is.
 *   <li>A letter of a feed is delivered only if its record is still the newest of its key there. Otherwise the newer one has
 *       said all, and the old one could bring back what was removed.
 *   <li>Letters without a value are left: for a feed, that would be the order to forget a connection.
 * </ol>
 */
@ApplicationScoped
class ReplayDeadLetters {
    private static final Duration POLL = Duration.ofMillis(200);

    /** How many letters of this service there were, and how many of them are applied, now or before, or superseded. */
    record Result(int letters, int applied) {
        Result with(boolean isApplied) {
            return new Result(letters + 1, applied + (isApplied ? 1 : 0));
        }
    }

    private final DeadLetterConfig config;
    private final Subscriptions subscriptions;
    private final String consumer;
    private final Map<String, Object> settings;

    ReplayDeadLetters(
            DeadLetterConfig config,
            Subscriptions subscriptions,
            @ConfigProperty(name = "quarkus.application.name") String consumer,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.config = config;
        this.subscriptions = subscriptions;
        this.consumer = consumer;
        settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    }

    /** After the consumers of the service are made. */
    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        if (config.replay()) {
            Infrastructure.getDefaultWorkerPool().execute(this::replayAndEnd);
        }
    }

    private void replayAndEnd() {
        int exitCode = 1;
        try {
            var result = replay();
            Log.infof(
                    "dead letters replayed letters=%d applied=%d left=%d",
                    result.letters(), result.applied(), result.letters() - result.applied());
            exitCode = 0;
        } catch (RuntimeException e) {
            Log.error("dead letters not replayed", e);
        } finally {
            Quarkus.asyncExit(exitCode);
        }
    }

    /** Delivers what is there at present. */
    Result replay() {
        var result = new Result(0, 0);
        try (var kafka = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (var letter : ownLetters(kafka)) {
                result = result.with(isSuperseded(kafka, letter) || deliver(letter));
            }
        }
        return result;
    }

    private List<ConsumerRecord<byte[], byte[]>> ownLetters(Consumer<byte[], byte[]> kafka) {
        var letters = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var partition : kafka.partitionsFor(Topics.DEAD_LETTER)) {
            read(kafka, new TopicPartition(partition.topic(), partition.partition()), 0, letter -> {
                if (consumer.equals(text(letter.headers(), DeadLetters.CONSUMER))) {
                    letters.add(letter);
                }
            });
        }
        return letters;
    }

    private boolean isSuperseded(Consumer<byte[], byte[]> kafka, ConsumerRecord<byte[], byte[]> letter) {
        var original = original(letter);
        if (!subscriptions.to(original.topic()).map(Subscription::isFeed).orElse(false)) {
            return false;
        }
        var newest = new AtomicLong(-1);
        var partition = new TopicPartition(original.topic(), original.partition());
        read(kafka, partition, original.offset(), record -> {
            if (Arrays.equals(record.key(), original.key())) {
                newest.set(record.offset());
            }
        });
        return newest.get() != original.offset();
    }

    /** From {@code offset}, or where the partition begins by now, to its present end. */
    private static void read(
            Consumer<byte[], byte[]> kafka,
            TopicPartition partition,
            long offset,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        var one = List.of(partition);
        kafka.assign(one);
        kafka.seek(partition, Math.max(offset, kafka.beginningOffsets(one).get(partition)));
        long end = kafka.endOffsets(one).get(partition);
        while (kafka.position(partition) < end) {
            kafka.poll(POLL).forEach(reader);
        }
    }

    private boolean deliver(ConsumerRecord<byte[], byte[]> letter) {
        try {
            var record = new KafkaRecord(original(letter));
            var subscription = subscriptions.to(record.raw().topic());
            if (letter.value() == null || subscription.isEmpty()) {
                return left(letter, "no value, or of a topic that is not consumed any more");
            }
            VertxContextSupport.subscribeAndAwait(
                    () -> subscription.get().application().apply(record));
            return true;
        } catch (Throwable e) {
            return left(letter, String.valueOf(e.getMessage()));
        }
    }

    private static boolean left(ConsumerRecord<?, ?> letter, String reason) {
        Log.warnf("dead letter left offset=%d reason=%s", letter.offset(), reason);
        return false;
    }

    /** The record as it was when it was given up. */
    private static ConsumerRecord<byte[], byte[]> original(ConsumerRecord<byte[], byte[]> letter) {
        var headers = new RecordHeaders();
        for (Header header : letter.headers()) {
            if (!header.key().startsWith(DeadLetters.PREFIX)) {
                headers.add(header);
            }
        }
        return new ConsumerRecord<>(
                text(letter.headers(), DeadLetters.TOPIC),
                Integer.parseInt(text(letter.headers(), DeadLetters.PARTITION)),
                Long.parseLong(text(letter.headers(), DeadLetters.OFFSET)),
                letter.timestamp(),
                TimestampType.CREATE_TIME,
                letter.serializedKeySize(),
                letter.serializedValueSize(),
                letter.key(),
                letter.value(),
                headers,
                Optional.empty());
    }

    /** The last of that name: a letter that was given up again while it was replayed has several. */
    private static String text(Headers headers, String name) {
        var header = headers.lastHeader(DeadLetters.PREFIX + name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
