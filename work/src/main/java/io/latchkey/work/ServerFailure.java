package io.latchkey.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Classifies the failure of a server for retries, in any wrapper: PostgreSQL's own error through the reactive client or
 * JDBC, a lost or refused connection, a wait that took too long.
 */
public enum ServerFailure {
    /** Temporary: a retry may succeed. */
    UNAVAILABLE,

    /** A value that PostgreSQL cannot store: no retry will succeed. */
    UNSTORABLE,

    /** A constraint is violated, as by another transaction that was first. */
    CONFLICT,

    /** An invalid statement, which is a bug of the program or of the schema. */
    FAULTY_STATEMENT;

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** Empty if {@code failure} does not come from a server. */
    public static Optional<ServerFailure> in(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(ServerFailure::isOfAServer)
                .findFirst()
                .map(cause -> of(sqlState(cause)));
    }

    private static boolean isOfAServer(Throwable cause) {
        return cause instanceof DatabaseException
                || cause instanceof SQLException
                || cause instanceof VertxException
                || cause instanceof NoStackTraceThrowable
                || (cause instanceof IOException && !(cause instanceof JsonProcessingException))
                || cause instanceof TimeoutException
                || cause instanceof io.smallrye.mutiny.TimeoutException;
    }

    /** By the class of the SQLSTATE, which is its first two characters. */
    private static ServerFailure of(@Nullable String sqlState) {
        if (sqlState == null || sqlState.length() != 5 || sqlState.equals(INSUFFICIENT_PRIVILEGE)) {
            return UNAVAILABLE;
        }
        return switch (sqlState.substring(0, 2)) {
            case "22", "54" -> UNSTORABLE;
            case "23" -> CONFLICT;
            case "0A", "21", "26", "34", "42" -> FAULTY_STATEMENT;
            default -> UNAVAILABLE;
        };
    }

    private static @Nullable String sqlState(Throwable cause) {
        if (cause instanceof SQLException jdbc) {
            return jdbc.getSQLState();
        }
        return cause instanceof DatabaseException reactive ? reactive.getSqlState() : null;
    }
}
