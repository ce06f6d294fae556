package io.latchkey.events.publish;

import io.latchkey.bootstrap.settings.CleanStop;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends single records, outside any transaction.
 *
 * <p>The {@link Uni} completes when Kafka has the record, on the Vert.x context that subscribed, and fails within
 * {@link #PATIENCE} otherwise. The record may have arrived even so.
 */
@ApplicationScoped
public class RecordSender {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The largest record that Kafka's default limits allow, plus the headers of a dead letter. */
    private static final int LARGEST_REQUEST = 2 * 1024 * 1024;

    private final Producer<byte[], byte[]> producer;

    RecordSender(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.producer = new KafkaProducer<>(settings(kafka), new ByteArraySerializer(), new ByteArraySerializer());
    }

    public Uni<Void> send(ProducerRecord<byte[], byte[]> record) {
        return Uni.createFrom().deferred(() -> {
            Executor caller = executorOf(Vertx.currentContext());
            return delivered(record)
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                    .emitOn(caller);
        });
    }

    private Uni<Void> delivered(ProducerRecord<byte[], byte[]> record) {
        return Uni.createFrom()
                .emitter(emitter -> producer.send(record, (metadata, failure) -> {
                    if (failure == null) {
                        emitter.complete(null);
                    } else {
                        emitter.fail(failure);
                    }
                }));
    }

    private static Executor executorOf(@Nullable Context context) {
        return context == null
                ? Infrastructure.getDefaultExecutor()
                : task -> context.runOnContext(ignored -> task.run());
    }

    private static Map<String, Object> settings(Map<String, Object> kafka) {
        var settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        return settings;
    }

    @PreDestroy
    void stop() {
        producer.close(CleanStop.KAFKA.dividedBy(2));
    }
}
