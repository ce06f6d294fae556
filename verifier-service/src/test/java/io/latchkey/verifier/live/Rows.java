package io.latchkey.verifier.live;

import io.latchkey.local.server.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The verifier's tables, seen from outside. */
public final class Rows {
    private final Database database;

    public Rows(Database database) {
        this.database = database;
    }

    /** The row by column, nulls left out; empty if there is none. */
    public Map<String, Object> of(UUID connectionId) {
        try (var connection = connect();
                var query = connection.prepareStatement("select * from schedule where connection_id = ?")) {
            query.setObject(1, connectionId);
            try (var rows = query.executeQuery()) {
                var row = new HashMap<String, Object>();
                if (rows.next()) {
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        row.put(rows.getMetaData().getColumnName(i), rows.getObject(i));
                    }
                }
                row.values().removeIf(value -> value == null);
                return row;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public @Nullable Instant instant(UUID connectionId, String column) {
        var value = (Timestamp) of(connectionId).get(column);
        return value == null ? null : value.toInstant();
    }

    /** How many rows of a provider have been checked. */
    public int checked(String provider) {
        try (var connection = connect();
                var query = connection.prepareStatement(
                        "select count(*) from schedule where provider = ? and last_check_at is not null")) {
            query.setString(1, provider);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public int count(Collection<UUID> connectionIds) {
        try (var connection = connect();
                var query = connection.prepareStatement("select count(*) from schedule where connection_id = any(?)")) {
            query.setArray(1, connection.createArrayOf("uuid", connectionIds.toArray()));
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A row whose check is due. */
    public void addDue(UUID connectionId, int partition, Instant dueAt) {
        addDue(connectionId, "northwind", partition, dueAt);
    }

    public void addDue(UUID connectionId, String provider, int partition, Instant dueAt) {
        update(
                "insert into schedule (connection_id, tenant, provider, feed_partition, sequence, state, generation,"
                        + " check_at, due_at) values (?, 'acme', ?, ?, 1, 'ACTIVE', 1, ?, ?)",
                connectionId,
                provider,
                partition,
                Timestamp.from(dueAt),
                Timestamp.from(dueAt));
    }

    /** A row that has a notice to publish, and no check due. */
    public void addNoticeDue(UUID connectionId, String provider, int partition, Instant expiresAt) {
        update(
                "insert into schedule (connection_id, tenant, provider, feed_partition, sequence, state, generation,"
                        + " expires_at, clock_due_at) values (?, 'acme', ?, ?, 1, 'ACTIVE', 1, ?, '2020-01-01')",
                connectionId,
                provider,
                partition,
                Timestamp.from(expiresAt));
    }

    /** Drops what the projection holds, its positions in the feed included. */
    public void drop() {
        update("truncate schedule, feed_offset");
    }

    public void update(String sql, Object... parameters) {
        try (var connection = connect();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public Connection connect() throws SQLException {
        return database.connect();
    }
}
