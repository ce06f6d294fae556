package io.latchkey.events.position;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/** Reads the table {@code feed_offset} on the thread that polls Kafka, which cannot continue without the result. */
@ApplicationScoped
class FeedOffsets {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String READ = "select next_offset from feed_offset where topic = ? and partition = ?";
    private static final String FORGET = "delete from feed_offset where topic = ? and partition = ?";

    private final DataSource dataSource;

    FeedOffsets(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The offset to continue from, empty if there is none. An offset beyond {@code logEnd} belongs to a deleted topic,
     * and is discarded. Waits for the database without a time limit.
     */
    OptionalLong next(TopicPartition partition, long logEnd) {
        while (true) {
            try {
                var next = read(partition);
                if (next.isPresent() && next.getAsLong() > logEnd) {
                    forget(partition);
                    return OptionalLong.empty();
                }
                return next;
            } catch (SQLException e) {
                Log.warnf("feed offsets unreadable, retrying cause=%s", e.getMessage());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private OptionalLong read(TopicPartition partition) throws SQLException {
        try (var connection = dataSource.getConnection();
                var query = connection.prepareStatement(READ)) {
            query.setString(1, partition.topic());
            query.setInt(2, partition.partition());
            try (var rows = query.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private void forget(TopicPartition partition) throws SQLException {
        Log.warnf("feed was recreated, reading from the beginning topic=%s", partition.topic());
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(FORGET)) {
            statement.setString(1, partition.topic());
            statement.setInt(2, partition.partition());
            statement.executeUpdate();
        }
    }
}
