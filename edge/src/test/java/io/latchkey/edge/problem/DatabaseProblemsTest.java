package io.latchkey.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.hibernate.HibernateException;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseProblemsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "08000", "08006", "25006", "28P01", "40001", "40P01", "42501", "53100", "53300", "55P03", "57014",
                "57P01", "57P02", "57P03", "58030", "3D000", "XX000", "XX001"
            })
    void whatThePresentStateOfTheServerCausesIsUnavailable(String sqlState) {
        assertThat(shapes(sqlState)).allSatisfy(failure -> {
            assertThat(DatabaseProblems.unavailable(failure)).isTrue();
            assertThat(DatabaseProblems.from(failure)).get().satisfies(problem -> {
                assertThat(problem.getStatusCode()).isEqualTo(503);
                assertThat(problem.getHeaders()).containsKey("Retry-After");
            });
        });
    }

    @ParameterizedTest
    @MethodSource
    void aServerThatDoesNotAnswerIsUnavailable(Throwable failure) {
        assertThat(DatabaseProblems.unavailable(failure)).isTrue();
        assertThat(DatabaseProblems.unavailable(new CompletionException(new HibernateException("x", failure))))
                .isTrue();
    }

    static Stream<Throwable> aServerThatDoesNotAnswerIsUnavailable() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new IOException("Connection reset by peer"),
                new ClosedChannelException(),
                ClosedConnectionException.INSTANCE,
                new VertxException("Connection was closed"),
                new NoStackTraceThrowable("Timeout"),
                new TimeoutException(),
                new io.smallrye.mutiny.TimeoutException(),
                new SQLException("Sorry, acquisition timeout!"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22003", "22008", "22021", "54000"})
    void aValueThatCannotBeStoredIsTheCallersFault(String sqlState) {
        assertThat(shapes(sqlState)).allSatisfy(failure -> assertThat(DatabaseProblems.from(failure))
                .get()
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(400)));
    }

    @Test
    void aConstraintIsAConflictWithAnotherRequest() {
        assertThat(shapes("23505")).allSatisfy(failure -> assertThat(DatabaseProblems.from(failure))
                .get()
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(409)));
    }

    @Test
    void aFaultyStatementAndAFaultOfTheProgramAreNone() {
        assertThat(Stream.concat(
                        shapes("42P01"),
                        Stream.of(
                                new NullPointerException(),
                                new HibernateException("no transaction"),
                                new JsonParseException("no JSON"),
                                new StackOverflowError())))
                .allSatisfy(
                        failure -> assertThat(DatabaseProblems.from(failure)).isEmpty());
    }

    private static Stream<Throwable> shapes(String sqlState) {
        var reactive = new PgException("message", "ERROR", sqlState, "detail");
        var jdbc = new SQLException("message", sqlState);
        return Stream.of(
                reactive,
                jdbc,
                new GenericJDBCException("error executing SQL statement", jdbc),
                new CompletionException(new GenericJDBCException("error executing SQL statement", jdbc)),
                new RuntimeException(new ExecutionException(reactive)));
    }
}
