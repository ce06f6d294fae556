package io.latchkey.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.latchkey.local.process.LogTail;
import io.latchkey.local.process.Ports;
import io.latchkey.local.server.Database;
import io.latchkey.local.server.PostgresServer;
import io.latchkey.local.site.Site;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What every backing promises, seen in PostgreSQL on the one that this run has chosen. */
class BackingIT {
    private static final Site SITE = Site.throwaway();
    private static final int PORT = Ports.free();
    private static final PostgresServer POSTGRES = server();
    private static Database database;

    private static PostgresServer server() {
        return new PostgresServer(SITE, ChosenBackings.get(), PORT);
    }

    @BeforeAll
    static void start() {
        POSTGRES.start();
        database = POSTGRES.database("latchkey_broker");
    }

    @AfterAll
    static void stop() {
        POSTGRES.stop();
    }

    @Test
    void dataAndPortStayTheSameOverAStopAndACrash() throws SQLException {
        execute("CREATE TABLE kept (id int)");

        POSTGRES.stop();
        assertThat(POSTGRES.isAlive()).isFalse();
        assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
        POSTGRES.start();
        execute("INSERT INTO kept VALUES (1)");
        POSTGRES.kill();
        assertThat(POSTGRES.isAlive()).isFalse();
        POSTGRES.start();

        execute("SELECT * FROM kept");
    }

    @Test
    void whatIsFrozenLivesButDoesNotAnswer() throws SQLException {
        POSTGRES.pause();
        try {
            assertThat(POSTGRES.isAlive()).isTrue();
            assertThatThrownBy(BackingIT::answerWithinASecond).isInstanceOf(SQLException.class);
        } finally {
            POSTGRES.resume();
        }
        answerWithinASecond();
    }

    @Test
    void whatIsFrozenCanBeEnded() {
        POSTGRES.pause();

        POSTGRES.stop();

        assertThat(POSTGRES.isAlive()).isFalse();
        POSTGRES.start();
    }

    @Test
    void endingWhatDoesNotRunIsFine() {
        POSTGRES.stop();

        POSTGRES.stop();
        POSTGRES.kill();

        POSTGRES.start();
    }

    @Test
    void anotherInstanceFindsWhatThisOneStarted() {
        PostgresServer again = server();

        assertThat(again.isAlive()).isTrue();
        again.stop();
        assertThat(POSTGRES.isAlive()).isFalse();
        again.start();
    }

    @Test
    void itsWordsAreInItsLog() {
        await().untilAsserted(() -> assertThat(LogTail.of(POSTGRES.log(), 50))
                .anyMatch(line -> line.contains("ready to accept connections")));
    }

    private static void answerWithinASecond() throws SQLException {
        String url = database.jdbcUrl() + "?loginTimeout=1&socketTimeout=1";
        DriverManager.getConnection(url, database.user(), database.password()).close();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
