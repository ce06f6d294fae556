package io.latchkey.local.server;

import io.latchkey.local.process.Errand;
import io.latchkey.local.process.Ports;
import io.latchkey.local.process.Program;
import io.latchkey.local.site.Folders;
import io.latchkey.local.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** PostgreSQL, reachable over loopback with passwords only. A throwaway one does without fsync. */
public final class PostgresServer extends Server {
    private static final String SUPERUSER = "postgres";
    private final int port;

    public PostgresServer(Site site, int port) {
        super("postgresql", site);
        this.port = port;
    }

    public static PostgresServer throwaway() {
        return new PostgresServer(Site.throwaway(), Ports.free());
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    @Override
    protected int[] ports() {
        return new int[] {port};
    }

    @Override
    protected void prepare() {
        Folders.create(data());
        if (Files.exists(cluster().resolve("PG_VERSION"))) {
            return;
        }
        Folders.delete(cluster());
        Path passwordFile = data().resolve("initial-password");
        try {
            Files.writeString(passwordFile, superuserPassword());
            List<String> initdb = command("initdb");
            Collections.addAll(initdb, "-D", cluster().toString(), "-U", SUPERUSER, "-E", "UTF8", "--locale=C");
            Collections.addAll(initdb, "-A", "scram-sha-256", "--no-sync", "--pwfile=" + passwordFile);
            new Errand(
                            "Making PostgreSQL's data folder",
                            "initdb refused",
                            site().logs().resolve("postgresql-initdb.log"))
                    .run(initdb);
            Files.delete(passwordFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(String program) {
        Path executable = site().programs().postgres().resolve("bin").resolve(program);
        List<String> command = new ArrayList<>(Unprivileged.prefix(executable, data()));
        command.add(executable.toString());
        return command;
    }

    @Override
    protected Program program() {
        List<String> command = command("postgres");
        Collections.addAll(command, "-D", cluster().toString(), "-p", String.valueOf(port));
        settings().forEach((key, value) -> Collections.addAll(command, "-c", key + "=" + value));
        return new Program(command, Map.of(), "INT");
    }

    private Map<String, String> settings() {
        String durable = site().isThrowaway() ? "off" : "on";
        return Map.of(
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "max_connections", "150",
                "shared_buffers", "48MB",
                "fsync", durable,
                "full_page_writes", durable);
    }

    @Override
    protected boolean isReady() throws SQLException {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        }
    }

    /** The database of that name, made with its owner where it does not exist yet. */
    public Database database(String name) {
        Database database = new Database(name, site().secrets().of("postgresql." + name), port);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, name)) {
                statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, database.password()));
                statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, name));
                statement.execute("REVOKE CONNECT ON DATABASE %s FROM PUBLIC".formatted(name));
            }
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + name + " cannot be made", e);
        }
    }

    private static boolean exists(Statement statement, String name) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
            return found.next();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", SUPERUSER, superuserPassword());
    }

    private String superuserPassword() {
        return site().secrets().of("postgresql.superuser");
    }

    private Path cluster() {
        return data().resolve("cluster");
    }
}
