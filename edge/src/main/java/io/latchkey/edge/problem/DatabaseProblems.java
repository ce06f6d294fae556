package io.latchkey.edge.problem;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a failure of the database is answered with, in whatever wrapper it arrives: PostgreSQL's own error through the
 * reactive client or JDBC, a lost or refused connection, a wait that took too long.
 *
 * <p>Everything is a 503 that asks for another try, except what another try cannot mend: a value that PostgreSQL does not
 * take is the caller's (400), a constraint is a conflict with another request (409), a faulty statement is ours.
 */
public final class DatabaseProblems {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private DatabaseProblems() {}

    /** Whether {@code failure} comes of a database that cannot do its work at present, a read-only one included. */
    public static boolean unavailable(Throwable failure) {
        return from(failure).filter(problem -> problem.getStatusCode() == 503).isPresent();
    }

    /** Empty if {@code failure} is none of the database, or shows a fault of ours. */
    static Optional<Problem> from(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(DatabaseProblems::isOfAServer)
                .findFirst()
                .flatMap(cause -> answer(sqlState(cause)));
    }

    private static boolean isOfAServer(Throwable cause) {
        return cause instanceof DatabaseException
                || cause instanceof SQLException
                || cause instanceof VertxException
                || cause instanceof NoStackTraceThrowable
                || cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof io.smallrye.mutiny.TimeoutException;
    }

    /** By the class of the SQLSTATE, which is its first two characters. */
    private static Optional<Problem> answer(@Nullable String sqlState) {
        if (sqlState == null || sqlState.length() != 5 || sqlState.equals(INSUFFICIENT_PRIVILEGE)) {
            return Optional.of(unavailable());
        }
        return switch (sqlState.substring(0, 2)) {
            case "22", "54" -> Optional.of(unstorable());
            case "23" -> Optional.of(conflict());
            case "0A", "21", "26", "34", "42" -> Optional.empty();
            default -> Optional.of(unavailable());
        };
    }

    private static Problem unavailable() {
        return Problem.unavailable("database", RETRY_AFTER);
    }

    private static Problem unstorable() {
        return Problem.invalid(
                "request",
                "The request has a value that cannot be stored: a control character, or a text or number out of range.",
                "Remove control characters, and shorten long values.");
    }

    private static Problem conflict() {
        return Problem.conflict(
                "concurrent-change",
                "Another request changed the same thing at the same time.",
                "Send the request again.");
    }

    private static @Nullable String sqlState(Throwable cause) {
        if (cause instanceof SQLException jdbc) {
            return jdbc.getSQLState();
        }
        return cause instanceof DatabaseException reactive ? reactive.getSqlState() : null;
    }
}
