package io.latchkey.edge.problem;

import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import io.latchkey.bootstrap.time.Ids;
import io.latchkey.work.Correlation;
import io.quarkus.logging.Log;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Maps all other exceptions. A failure of the database is recognised in any wrapper. The rest are bugs: a 500 with only
 * an id, under which the error is logged once. A caller who has disconnected is not a failure.
 */
class UnforeseenProblems {
    private static final int BEFORE_THE_LIBRARYS_OWN = Priorities.AUTHENTICATION;
    private static final int NOBODY_READS_IT = 400;

    private final Ids ids;

    UnforeseenProblems(Ids ids) {
        this.ids = ids;
    }

    /**
     * The library's own mapper takes precedence for {@link Exception} itself, so this mapper lists the exceptions that
     * would reach it, and those to which the framework responds with an empty 500.
     */
    @ServerExceptionMapper(
            value = {
                RuntimeException.class,
                Error.class,
                IOException.class,
                InvalidDefinitionException.class,
                SQLException.class,
                TimeoutException.class,
                ExecutionException.class,
                NoStackTraceThrowable.class
            },
            priority = BEFORE_THE_LIBRARYS_OWN)
    Response unforeseen(Throwable failure, RoutingContext request) {
        if (request.response().closed()) {
            Log.debugf(failure, "the caller disconnected path=%s", request.normalizedPath());
            return Response.status(NOBODY_READS_IT).build();
        }
        return DatabaseProblems.from(failure)
                .orElseGet(() -> internalError(failure))
                .toResponse();
    }

    private Problem internalError(Throwable failure) {
        var id = ids.next();
        Log.errorf(failure, "request failed id=%s correlation=%s", id, Correlation.text());
        return Problem.of(500, "internal-error", "Internal error")
                .detail("Latchkey failed to process this request.")
                .remedy("Try again. If it fails again, give the operator the id of this problem.")
                .with("id", id);
    }
}
