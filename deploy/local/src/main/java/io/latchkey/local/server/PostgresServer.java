package io.latchkey.local.server;

import io.latchkey.local.backing.Backings;
import io.latchkey.local.backing.PostgresSettings;
import io.latchkey.local.backing.process.ProcessBackings;
import io.latchkey.local.process.Ports;
import io.latchkey.local.site.Site;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** PostgreSQL, with passwords only. */
public final class PostgresServer extends Server {
    private final PostgresSettings settings;

    public PostgresServer(Site site, Backings backings, int port) {
        this(new PostgresSettings(site, port), backings);
    }

    private PostgresServer(PostgresSettings settings, Backings backings) {
        super(PostgresSettings.NAME, settings.site(), backings.postgresql(settings));
        this.settings = settings;
    }

    public static PostgresServer throwaway() {
        return new PostgresServer(Site.throwaway(), new ProcessBackings(), Ports.free());
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port();
    }

    public int port() {
        return settings.port();
    }

    @Override
    protected int[] ports() {
        return new int[] {port()};
    }

    @Override
    protected boolean isReady() throws SQLException {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        }
    }

    /** The database of that name; it and its owner are created if they do not exist. */
    public Database database(String name) {
        Database database = new Database(name, site().secrets().of("postgresql." + name), port());
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, name)) {
                statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, database.password()));
                statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, name));
                statement.execute("REVOKE CONNECT ON DATABASE %s FROM PUBLIC".formatted(name));
            }
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + name + " cannot be created", e);
        }
    }

    private static boolean exists(Statement statement, String name) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
            return found.next();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address() + "/postgres",
                PostgresSettings.SUPERUSER,
                settings.superuserPassword());
    }
}
