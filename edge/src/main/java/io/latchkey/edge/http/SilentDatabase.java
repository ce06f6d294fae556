package io.latchkey.edge.http;

import io.latchkey.edge.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends requests that wait for a database that does not respond. A server that is frozen, or behind a network that drops
 * packets, neither responds nor closes its connections, so a request would wait without limit.
 *
 * <p>The duration of a request depends on the operation. So a long request is not ended; instead the database is
 * tested, and the request gets a 503 if the database has not responded by the next check. Detached work and sweeps
 * continue.
 */
@ApplicationScoped
class SilentDatabase {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final int BEFORE_ALL_HANDLERS = 900;

    private final Vertx vertx;
    private final Instance<Pool> pool;

    private Future<?> signOfLife = Future.succeededFuture();

    SilentDatabase(Vertx vertx, Instance<Pool> pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, BEFORE_ALL_HANDLERS);
    }

    private void watch(RoutingContext request) {
        if (pool.isResolvable()) {
            var asked = new AtomicReference<@Nullable Future<?>>();
            var looks = vertx.setPeriodic(LOOK_EVERY.toMillis(), look -> look(request, asked));
            var unchained = request.addEndHandler(ended -> vertx.cancelTimer(looks));
        }
        request.next();
    }

    private void look(RoutingContext request, AtomicReference<@Nullable Future<?>> asked) {
        var before = asked.getAndSet(signOfLife());
        if (before != null && !before.isComplete() && !request.response().headWritten()) {
            refuse(request);
        }
    }

    /** One for all requests, for it holds a connection of the pool until the database answers. */
    private synchronized Future<?> signOfLife() {
        if (signOfLife.isComplete()) {
            signOfLife = pool.get().query("select 1").execute();
        }
        return signOfLife;
    }

    /** The response is complete, but not ended before the connection is closed: so the request is cancelled, too. */
    private static void refuse(RoutingContext request) {
        var problem = Problem.unavailable("database", RETRY_AFTER);
        var body = RawProblem.body(request, problem);
        var response = RawProblem.begin(request, problem)
                .putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER.toSeconds()))
                .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
        var unchained = response.write(body)
                .onComplete(written -> request.request().connection().close());
    }
}
