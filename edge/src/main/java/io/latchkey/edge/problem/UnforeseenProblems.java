package io.latchkey.edge.problem;

import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import io.latchkey.bootstrap.time.Ids;
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
 * The last resort: what no other mapper knows. A failure of the database is recognised in whatever wrapper it comes; what
 * remains is a fault of ours, a 500 that says nothing of itself but an id, under which it is logged once. A caller who hung
 * up is no failure at all.
 */
class UnforeseenProblems {
    private static final int BEFORE_THE_LIBRARYS_OWN = Priorities.AUTHENTICATION;
    private static final int NOBODY_READS_IT = 400;

    private final Ids ids;

    UnforeseenProblems(Ids ids) {
        this.ids = ids;
    }

    /**
     * Of {@link Exception} itself the library's own mapper comes first, so what it would be given is named here; and what
     * the framework answers with an empty 500.
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
        Log.errorf(failure, "request failed id=%s", id);
        return Problem.of(500, "internal-error", "Internal error")
                .detail("Latchkey failed to process this request.")
                .remedy("Try again. If it fails again, give the operator the id of this problem.")
                .with("id", id);
    }
}
