package io.latchkey.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ServerFailureTest {
    @ParameterizedTest
    @CsvSource({
        "25006, UNAVAILABLE",
        "57P01, UNAVAILABLE",
        "42501, UNAVAILABLE",
        "XX000, UNAVAILABLE",
        "22001, UNSTORABLE",
        "54000, UNSTORABLE",
        "23505, CONFLICT",
        "42P01, FAULTY_STATEMENT",
        "0A000, FAULTY_STATEMENT"
    })
    void theClassOfTheSqlStateDecides(String sqlState, ServerFailure expected) {
        var failure = new SQLException("message", sqlState);

        assertThat(ServerFailure.in(failure)).contains(expected);
        assertThat(ServerFailure.in(new CompletionException(failure))).contains(expected);
    }

    /** The first is what the pool says where a connection was waited for in vain. */
    static Stream<Throwable> noAnswer() {
        return Stream.of(
                new NoStackTraceThrowable("Timeout"),
                new io.smallrye.mutiny.TimeoutException(),
                new TimeoutException(),
                new VertxException("Connection closed"),
                new IOException("Connection reset"),
                new SQLException("Sorry, acquisition timeout!"));
    }

    @ParameterizedTest
    @MethodSource
    void noAnswer(Throwable failure) {
        assertThat(ServerFailure.in(failure)).contains(ServerFailure.UNAVAILABLE);
    }

    @Test
    void aFaultOfTheProgramIsNone() {
        assertThat(ServerFailure.in(new CompletionException(new NullPointerException())))
                .isEmpty();
    }
}
