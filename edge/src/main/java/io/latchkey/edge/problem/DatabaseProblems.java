package io.latchkey.edge.problem;

import io.quarkus.logging.Log;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.hibernate.HibernateException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A database that does not answer is a 503 that asks for another try; any other database error is a 500. */
public class DatabaseProblems {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    @ServerExceptionMapper
    Response fromHibernate(HibernateException failure) {
        return answer(failure);
    }

    @ServerExceptionMapper
    Response fromConnection(IOException failure) {
        return answer(failure);
    }

    @ServerExceptionMapper
    Response fromClient(VertxException failure) {
        return answer(failure);
    }

    @ServerExceptionMapper
    Response fromServer(PgException failure) {
        return answer(failure);
    }

    private static Response answer(Throwable failure) {
        if (unavailable(failure)) {
            return Problem.unavailable("database", RETRY_AFTER).toResponse();
        }
        Log.error("database request failed", failure);
        return Problem.of(500, "internal-error", "Internal error")
                .detail("Latchkey failed to answer this request.")
                .remedy("Try again; if it goes on, give the operator the time of this answer.")
                .toResponse();
    }

    public static boolean unavailable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException pg) {
                return shuttingDown(pg);
            }
            if (cause instanceof IOException || cause instanceof TimeoutException || cause instanceof VertxException) {
                return true;
            }
        }
        return false;
    }

    /** Classes 08 (connection), 53 (resources) and 57P (operator intervention) of PostgreSQL's error codes. */
    private static boolean shuttingDown(PgException failure) {
        var state = failure.getSqlState();
        return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
    }
}
