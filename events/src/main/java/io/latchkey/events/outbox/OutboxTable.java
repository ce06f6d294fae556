package io.latchkey.events.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.events.EventJson;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The relay's statements, on a connection and in a transaction that the caller manages. */
final class OutboxTable {
    /** Any number will do, as long as all replicas of a service use the same and nothing else in its database does. */
    private static final long LOCK = 0x6c61_7463_686b_6579L;

    private static final String LOCKED =
            "select current_setting('transaction_read_only') = 'off' and pg_try_advisory_xact_lock(?)";
    private static final String OLDEST = "select seq, topic, key, event_id, type, time, extensions, data from outbox"
            + " where key <> all (?) order by seq limit ?";

    /** Costs the same however much waits: a count that ends at its limit, and the first row of the primary key. */
    private static final String BACKLOG = "select (select count(*) from (select from outbox limit " + Backlog.MOST
            + ") waiting), (select time from outbox order by seq limit 1)";

    /** What waits: how many records, up to {@link #MOST}, and the time of the oldest event among them. */
    record Backlog(long depth, @Nullable Instant oldest) {
        static final int MOST = 10_000;
    }

    private OutboxTable() {}

    /**
     * Becomes the one relay of this database until the transaction ends; false if another replica is. False also where
     * nothing can be deleted: a relay that stayed with a former primary would publish the same rows again and again.
     */
    static boolean lock(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(LOCKED)) {
            query.setLong(1, LOCK);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    static List<OutboxRow> oldest(Connection connection, Collection<UUID> without, int limit) throws SQLException {
        try (var query = connection.prepareStatement(OLDEST)) {
            query.setArray(1, connection.createArrayOf("uuid", without.toArray()));
            query.setInt(2, limit);
            try (var rows = query.executeQuery()) {
                var batch = new ArrayList<OutboxRow>();
                while (rows.next()) {
                    batch.add(row(rows));
                }
                return batch;
            }
        }
    }

    static void delete(Connection connection, List<OutboxRow> rows) throws SQLException {
        try (var statement = connection.prepareStatement("delete from outbox where seq = any (?)")) {
            var numbers = rows.stream().map(OutboxRow::seq).toArray();
            statement.setArray(1, connection.createArrayOf("bigint", numbers));
            statement.executeUpdate();
        }
    }

    static Backlog backlog(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(BACKLOG);
                var rows = query.executeQuery()) {
            rows.next();
            var oldest = rows.getObject(2, OffsetDateTime.class);
            return new Backlog(rows.getLong(1), oldest == null ? null : oldest.toInstant());
        }
    }

    private static OutboxRow row(ResultSet row) throws SQLException {
        return new OutboxRow(
                row.getLong("seq"),
                row.getString("topic"),
                row.getObject("key", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                row.getObject("time", OffsetDateTime.class).toInstant(),
                extensions(row.getString("extensions")),
                row.getString("data"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> extensions(String json) throws SQLException {
        try {
            return EventJson.read(json.getBytes(UTF_8), Map.class);
        } catch (IOException e) {
            throw new SQLException("the extensions of an outbox row are not a JSON object", e);
        }
    }
}
