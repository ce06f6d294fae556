package io.latchkey.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.latchkey.local.backing.PostgresSettings;
import io.latchkey.local.backing.process.ProcessBackings;
import io.latchkey.local.process.Ports;
import io.latchkey.local.server.PostgresServer;
import io.latchkey.local.site.Site;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Needs psql, which is no part of the PostgreSQL that tests fetch. */
class PostgresScriptIT {
    private static final List<String> DATABASES =
            List.of("latchkey_connection", "latchkey_broker", "latchkey_verifier");
    private static final Site SITE = Site.throwaway();
    private static final PostgresServer SERVER = new PostgresServer(SITE, new ProcessBackings(), Ports.free());

    @BeforeAll
    static void start() throws SQLException {
        assumeTrue(isOnPath("psql"), "psql is not on the PATH");
        SERVER.start();
        asSuperuser("CREATE ROLE creator LOGIN CREATEROLE CREATEDB PASSWORD 'creator-password'");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aRoleThatMayCreateRolesAndDatabasesIsEnough() throws SQLException {
        var script = script("creator", "creator-password");

        assertThat(script.run().code()).isZero();
        var again = script.with(Map.of("BROKER_PASSWORD", "a-newer-password")).run();

        assertThat(again.code()).as(again.toString()).isZero();
        assertThat(again.said())
                .containsExactly(DATABASES.stream().map("database "::concat).toArray(String[]::new));
        try (var broker = connect("latchkey_broker", "latchkey_broker", "a-newer-password");
                var statement = broker.createStatement()) {
            assertThat(statement.execute("CREATE TABLE proof (id int)")).isFalse();
        }
    }

    @Test
    void whatIsWrongIsSaid() {
        var refused = script("creator", "not-the-password").run();

        assertThat(refused.code()).isNotZero();
        assertThat(refused.toString()).contains("password authentication failed");
    }

    private static SetupScript script(String user, String password) {
        return SetupScript.of("postgresql/setup.sh")
                .with(Map.of(
                        "PGHOST", "127.0.0.1",
                        "PGPORT", String.valueOf(SERVER.port()),
                        "PGUSER", user,
                        "PGPASSWORD", password,
                        "CONNECTION_PASSWORD", "of-connection-service",
                        "BROKER_PASSWORD", "of-auth-broker-service",
                        "VERIFIER_PASSWORD", "of-verifier-service"));
    }

    private static void asSuperuser(String sql) throws SQLException {
        var password = new PostgresSettings(SITE, SERVER.port()).superuserPassword();
        try (var connection = connect("postgres", PostgresSettings.SUPERUSER, password);
                var statement = connection.createStatement()) {
            assertThat(statement.execute(sql)).isFalse();
        }
    }

    private static Connection connect(String database, String user, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(SERVER.port(), database), user, password);
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
