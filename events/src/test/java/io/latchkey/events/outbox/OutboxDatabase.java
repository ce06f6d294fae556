package io.latchkey.events.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.local.server.Database;
import io.latchkey.testkit.servers.RealServer;
import io.latchkey.testkit.servers.SharedServers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database with the module's tables in it and nothing else. */
public final class OutboxDatabase {
    private final Database database;

    private OutboxDatabase(Database database) {
        this.database = database;
    }

    public static OutboxDatabase fresh(String name) throws SQLException, IOException {
        var servers = SharedServers.get().start(List.of(RealServer.POSTGRESQL, RealServer.KAFKA));
        var database = servers.postgres().database(name);
        try (var migration = OutboxDatabase.class.getResourceAsStream("/db/migration/V0001__events.sql");
                var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("drop table if exists outbox, inbox, clock_inbox, feed_offset");
            statement.execute(new String(migration.readAllBytes(), UTF_8));
        }
        return new OutboxDatabase(database);
    }

    public DataSource dataSource() {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.jdbcUrl());
        dataSource.setUser(database.user());
        dataSource.setPassword(database.password());
        return dataSource;
    }

    public Connection connect() throws SQLException {
        return database.connect();
    }

    /** Adds a record and returns its event id. */
    UUID add(String topic, UUID key, String json) throws SQLException {
        var id = UUID.randomUUID();
        try (var connection = connect();
                var insert = connection.prepareStatement(
                        "insert into outbox"
                                + " (topic, key, event_id, type, time, extensions, data) values (?, ?, ?, 'test', ?, '{}', ?)")) {
            insert.setString(1, topic);
            insert.setObject(2, key);
            insert.setObject(3, id);
            insert.setObject(4, Instant.EPOCH.atOffset(ZoneOffset.UTC));
            insert.setString(5, json);
            insert.executeUpdate();
        }
        return id;
    }

    List<UUID> waiting() throws SQLException {
        try (var connection = connect();
                var rows = connection.createStatement().executeQuery("select event_id from outbox order by seq")) {
            var ids = new ArrayList<UUID>();
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
            return ids;
        }
    }
}
