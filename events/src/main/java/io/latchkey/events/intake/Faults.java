package io.latchkey.events.intake;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Tells apart what a server or the network failed to do, which passes, and what is the record's own fault. */
final class Faults {
    /** SQLSTATE classes that PostgreSQL answers because of the data: data exception, constraint, program limit. */
    private static final Set<String> OF_THE_DATA = Set.of("22", "23", "54");

    private Faults() {}

    /** Whether a failure comes from I/O, so that the same attempt may succeed later. */
    static boolean ofAServer(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(Faults::isAnswerOrSilenceOfAServer)
                .findFirst()
                .map(cause -> !isAboutTheData(sqlState(cause)))
                .orElse(false);
    }

    private static boolean isAnswerOrSilenceOfAServer(Throwable cause) {
        return cause instanceof SQLException
                || cause instanceof DatabaseException
                || cause instanceof KafkaException
                || cause instanceof VertxException
                || cause instanceof NoStackTraceThrowable
                || cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof io.smallrye.mutiny.TimeoutException;
    }

    private static boolean isAboutTheData(@Nullable String sqlState) {
        return sqlState != null && sqlState.length() == 5 && OF_THE_DATA.contains(sqlState.substring(0, 2));
    }

    private static @Nullable String sqlState(Throwable cause) {
        if (cause instanceof SQLException jdbc) {
            return jdbc.getSQLState();
        }
        return cause instanceof DatabaseException reactive ? reactive.getSqlState() : null;
    }
}
