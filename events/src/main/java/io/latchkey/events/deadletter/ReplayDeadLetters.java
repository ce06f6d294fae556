package io.latchkey.events.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.contracts.Topics;
import io.latchkey.events.deadletter.Subscriptions.Subscription;
import io.latchkey.events.record.KafkaRecord;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
 * Replays the dead letters of this service, for a release that supports them.
 *
 * <ol>
 *   <li>Nothing is written to Kafka. In the compacted feed, an old event could replace newer ones, and other consumers
 *       would read it.
 *   <li>It can be repeated at any time: applied records are dropped by id or sequence, and unreadable ones stay in the
 *       topic.
 *   <li>A letter of a feed is delivered only if its record is still the newest of its key there. Otherwise the newer
 *       one contains everything, and the old one could restore a removed row. Each partition's newer records are read
 *       once per run; if more of them were applied since, the transaction of the letter changes nothing, and they are
 *       read too.
 *   <li>Letters without a value are not replayed: in a feed, a null record deletes a connection.
 * </ol>
 */
@ApplicationScoped
public class ReplayDeadLetters {
    private enum Delivery {
        APPLIED,
        LEFT,
        OVERTAKEN
    }

    /** How many letters of this service there were, and how many of them are applied, now or before, or superseded. */
    public record Result(int letters, int applied) {
        Result with(boolean isApplied) {
            return new Result(letters + 1, applied + (isApplied ? 1 : 0));
        }
    }

    private static final int LOGGED_EVERY = 100;

    private final DeadLetterSettings config;
    private final Subscriptions subscriptions;
    private final String consumer;
    private final Map<String, Object> settings;

    ReplayDeadLetters(
            DeadLetterSettings config,
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

    /** Replays the letters that are in the topic now. */
    public Result replay() {
        var result = new Result(0, 0);
        try (var kafka = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var letters = ownLetters(kafka);
            var tails = tails(kafka, letters);
            for (var letter : letters) {
                var tail = tails.get(partition(original(letter)));
                result = result.with(
                        tail == null ? deliver(letter, 0) == Delivery.APPLIED : follow(kafka, letter, tail));
                if (result.letters() % LOGGED_EVERY == 0) {
                    Log.infof("replaying dead letters done=%d of=%d", result.letters(), letters.size());
                }
            }
        }
        return result;
    }

    private List<ConsumerRecord<byte[], byte[]>> ownLetters(Consumer<byte[], byte[]> kafka) {
        var letters = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var info : kafka.partitionsFor(Topics.DEAD_LETTER)) {
            var partition = new TopicPartition(info.topic(), info.partition());
            var unused = FeedTail.read(kafka, partition, 0, letter -> {
                if (consumer.equals(text(letter.headers(), DeadLetters.CONSUMER))) {
                    letters.add(letter);
                }
            });
        }
        return letters;
    }

    /** The feeds' partitions that have letters, read from the first of them on. */
    private Map<TopicPartition, FeedTail> tails(
            Consumer<byte[], byte[]> kafka, List<ConsumerRecord<byte[], byte[]>> letters) {
        var tails = new HashMap<TopicPartition, FeedTail>();
        letters.stream()
                .map(ReplayDeadLetters::original)
                .filter(original -> subscriptions
                        .to(original.topic())
                        .map(Subscription::isFeed)
                        .orElse(false))
                .collect(Collectors.groupingBy(ReplayDeadLetters::partition))
                .forEach((partition, originals) -> tails.put(partition, tail(partition, originals)));
        tails.values().forEach(tail -> tail.readOn(kafka));
        return tails;
    }

    private static FeedTail tail(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> originals) {
        var from = originals.stream().mapToLong(ConsumerRecord::offset).min().orElseThrow();
        return new FeedTail(
                partition, from, originals.stream().map(FeedTail::key).collect(Collectors.toSet()));
    }

    /** Replays a letter of a feed unless it is superseded; checks again if newer records were applied meanwhile. */
    private boolean follow(Consumer<byte[], byte[]> kafka, ConsumerRecord<byte[], byte[]> letter, FeedTail tail) {
        while (tail.isNewest(original(letter))) {
            var delivery = deliver(letter, tail.end());
            if (delivery != Delivery.OVERTAKEN) {
                return delivery == Delivery.APPLIED;
            }
            tail.readOn(kafka);
        }
        return true;
    }

    private Delivery deliver(ConsumerRecord<byte[], byte[]> letter, long known) {
        try {
            var record = new KafkaRecord(original(letter));
            var subscription = subscriptions.to(record.raw().topic());
            if (letter.value() == null || subscription.isEmpty()) {
                return left(letter, "no value, or a topic that is no longer consumed");
            }
            return VertxContextSupport.subscribeAndAwait(
                            () -> subscription.get().replay().apply(record, known))
                    ? Delivery.APPLIED
                    : Delivery.OVERTAKEN;
        } catch (Throwable e) {
            return left(letter, String.valueOf(e.getMessage()));
        }
    }

    private static Delivery left(ConsumerRecord<?, ?> letter, String reason) {
        Log.warnf("dead letter left offset=%d reason=%s", letter.offset(), reason);
        return Delivery.LEFT;
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
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
