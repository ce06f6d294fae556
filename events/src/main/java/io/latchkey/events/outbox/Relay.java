package io.latchkey.events.outbox;

import io.latchkey.events.cloudevents.EventEncoder;
import io.quarkus.logging.Log;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes the records of the outbox; the only place where Kafka is called inside a database transaction.
 *
 * <ol>
 *   <li>One relay at a time: the transaction holds an advisory lock, and {@link TransactionalSender} fences a relay
 *       that has lost it without noticing.
 *   <li>Nothing is lost: rows are deleted after Kafka has acknowledged them. If the process crashes in between, they
 *       are published again with the same event ids.
 *   <li>Records of one key keep their order: a refused record stops only its own key.
 * </ol>
 */
final class Relay implements AutoCloseable {
    private final DataSource dataSource;
    private final EventEncoder encoder;
    private final TransactionalSender sender;
    private final Clock clock;
    private final int batchSize;
    private final StoppedKeys stopped = new StoppedKeys();

    Relay(DataSource dataSource, EventEncoder encoder, TransactionalSender sender, Clock clock, int batchSize) {
        this.dataSource = dataSource;
        this.encoder = encoder;
        this.sender = sender;
        this.clock = clock;
        this.batchSize = batchSize;
    }

    /** Publishes one batch and returns its size; 0 if nothing waits or another replica runs the relay. */
    int publishBatch() throws SQLException {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int published = OutboxTable.lock(connection) ? publishBatch(connection) : 0;
                connection.commit();
                return published;
            } catch (SQLException | RuntimeException | Error e) {
                connection.rollback();
                throw e;
            }
        }
    }

    OutboxTable.Backlog backlog() throws SQLException {
        try (var connection = dataSource.getConnection()) {
            return OutboxTable.backlog(connection);
        }
    }

    int stoppedKeys() {
        return stopped.count();
    }

    @Override
    public void close() {
        sender.close();
    }

    private int publishBatch(Connection connection) throws SQLException {
        var batch = OutboxTable.oldest(connection, stopped.at(clock.instant()), batchSize);
        var published = send(batch);
        OutboxTable.delete(connection, published);
        return published.size();
    }

    /** Sends {@code rows}, but from a refused record on nothing more of its key; returns what was sent. */
    private List<OutboxRow> send(List<OutboxRow> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        try {
            sender.send(rows.stream().map(this::encode).toList());
            return rows;
        } catch (RefusedRecordException refused) {
            var row = rows.get(refused.index());
            stop(row, refused);
            return send(rows.stream().filter(other -> !row.holdsUp(other)).toList());
        }
    }

    private void stop(OutboxRow row, RefusedRecordException refused) {
        stopped.stop(row.key(), clock.instant());
        Log.errorf(
                "event refused, events of its key wait key=%s event=%s type=%s cause=%s",
                row.key(), row.eventId(), row.type(), refused.getCause());
    }

    private ProducerRecord<byte[], byte[]> encode(OutboxRow row) {
        return encoder.encode(
                row.topic(), row.key(), row.eventId(), row.type(), row.time(), row.extensions(), row.data());
    }
}
