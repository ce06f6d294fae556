package io.latchkey.events.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultsTest {
    /** The first is what the pool says where a connection was waited for in vain. */
    static Stream<Throwable> ofAServer() {
        return Stream.of(
                new NoStackTraceThrowable("Timeout"),
                new io.smallrye.mutiny.TimeoutException(),
                new TimeoutException(),
                new VertxException("Connection closed"),
                new IOException("Connection reset"),
                new KafkaException("not available"),
                new SQLException("cannot execute in a read-only transaction", "25006"),
                new SQLException("terminating connection", "57P01"),
                new CompletionException(new IOException("Connection reset")));
    }

    @ParameterizedTest
    @MethodSource
    void ofAServer(Throwable failure) {
        assertThat(Faults.ofAServer(failure)).isTrue();
    }

    static Stream<Throwable> ofTheRecord() {
        return Stream.of(
                new NullPointerException(),
                new ClassCastException(),
                new SQLException("value too long", "22001"),
                new SQLException("violates a constraint", "23514"));
    }

    @ParameterizedTest
    @MethodSource
    void ofTheRecord(Throwable failure) {
        assertThat(Faults.ofAServer(failure)).isFalse();
    }
}
