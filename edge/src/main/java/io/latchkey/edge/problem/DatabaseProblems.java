package io.latchkey.edge.problem;

import io.latchkey.work.ServerFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * The problem for a failure of the database ({@link ServerFailure}).
 *
 * <p>Every failure is a 503, except those that a retry cannot resolve: a value that PostgreSQL cannot store is invalid
 * input (400), a constraint violation is a conflict with another request (409), an invalid statement is a bug.
 */
public final class DatabaseProblems {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private DatabaseProblems() {}

    /** Whether {@code failure} comes of a database that cannot do its work at present, a read-only one included. */
    public static boolean unavailable(Throwable failure) {
        return ServerFailure.in(failure)
                .filter(ServerFailure.UNAVAILABLE::equals)
                .isPresent();
    }

    /** Empty if {@code failure} is none of the database, or shows a fault of ours. */
    static Optional<Problem> from(Throwable failure) {
        return ServerFailure.in(failure).flatMap(DatabaseProblems::answer);
    }

    private static Optional<Problem> answer(ServerFailure failure) {
        return switch (failure) {
            case UNAVAILABLE -> Optional.of(unavailable());
            case UNSTORABLE -> Optional.of(unstorable());
            case CONFLICT -> Optional.of(conflict());
            case FAULTY_STATEMENT -> Optional.empty();
        };
    }

    private static Problem unavailable() {
        return Problem.unavailable("database", RETRY_AFTER);
    }

    private static Problem unstorable() {
        return Problem.invalid(
                "request",
                "A value cannot be stored: it contains a control character, or is too long or out of range.",
                "Remove control characters, and shorten long values.");
    }

    private static Problem conflict() {
        return Problem.conflict(
                "concurrent-change",
                "Another request changed the same object at the same time.",
                "Send the request again.");
    }
}
