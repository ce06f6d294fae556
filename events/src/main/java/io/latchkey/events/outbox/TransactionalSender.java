package io.latchkey.events.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches to Kafka, each in one transaction.
 *
 * <p>All replicas of a service share one {@code transactional.id}. Initialising a producer with it fences the previous
 * one, so a replica that has lost the lock cannot write. After a failure the producer is closed; the next batch
 * initialises a new one, which also aborts the open transaction of the old one.
 */
final class TransactionalSender implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Map<String, Object> settings;
    private @Nullable Producer<byte[], byte[]> producer;

    TransactionalSender(Map<String, Object> kafka, String transactionalId) {
        settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 3 * PATIENCE_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    }

    /**
     * Returns when Kafka has all of {@code records}. {@link RefusedRecordException} names one that it will never take;
     * {@link FencedException}: nothing was published, another replica does that now. {@link KafkaException} is any
     * other failure, after which the records may or may not have been published.
     */
    void send(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            var current = producer();
            current.beginTransaction();
            var sent = new ArrayList<Future<RecordMetadata>>(records.size());
            for (var record : records) {
                sent.add(send(current, record, sent.size()));
            }
            current.flush();
            for (int i = 0; i < sent.size(); i++) {
                requireTaken(sent.get(i), i);
            }
            current.commitTransaction();
        } catch (RuntimeException e) {
            close();
            throw isFencing(e) || isFencing(e.getCause()) ? new FencedException(e) : e;
        }
    }

    /** Forgets the producer without waiting for it; the next batch makes a new one. */
    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            producer.initTransactions();
        }
        return producer;
    }

    private static Future<RecordMetadata> send(
            Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record, int index) {
        var sent = producer.send(record);
        if (sent.isDone()) {
            requireTaken(sent, index);
        }
        return sent;
    }

    private static void requireTaken(Future<RecordMetadata> sent, int index) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            if (isForGood(e.getCause())) {
                throw new RefusedRecordException(index, e.getCause());
            }
            throw new KafkaException("a record was not delivered", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while a record was delivered", e);
        }
    }

    private static boolean isFencing(@Nullable Throwable failure) {
        return failure instanceof ProducerFencedException || failure instanceof InvalidProducerEpochException;
    }

    private static boolean isForGood(@Nullable Throwable failure) {
        return failure instanceof RecordTooLargeException || failure instanceof RecordBatchTooLargeException;
    }
}
