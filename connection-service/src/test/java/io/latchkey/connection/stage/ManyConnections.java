package io.latchkey.connection.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.local.server.Database;
import io.latchkey.testkit.servers.RealServer;
import io.latchkey.testkit.servers.SharedServers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;

/**
 * A separate database with 120,000 connections, without the service. The tenant {@code crowd} has most of them, of
 * which 40 % are deleted, 5 % are PENDING and one in a thousand is EXPIRING; its owner {@code robot} has every second
 * one. The oldest connection of the crowd has 60,000 entries in its history.
 */
public final class ManyConnections implements AutoCloseable {
    private final Connection connection;

    private ManyConnections(Connection connection) {
        this.connection = connection;
    }

    public static ManyConnections open() throws SQLException, IOException {
        var servers = SharedServers.get().start(List.of(RealServer.POSTGRESQL));
        var database = servers.postgres().database("many_connections");
        if (migrations(database).migrate().migrationsExecuted > 0) {
            fill(database);
        }
        return new ManyConnections(database.connect());
    }

    private static Flyway migrations(Database database) {
        return Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .load();
    }

    private static void fill(Database database) throws SQLException, IOException {
        try (var rows = ManyConnections.class.getResourceAsStream("/many-connections.sql");
                var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(new String(rows.readAllBytes(), UTF_8));
        }
    }

    /**
     * How the database carries out {@code sql}.
     *
     * @param parameters names and values by turns; a collection becomes a list
     */
    public Plan plan(String sql, Object... parameters) throws SQLException {
        return Plan.of(connection, sql, parameters);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
