package io.latchkey.edge.http;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.work.Correlation;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Gives each request its {@link Correlation} id: the one that it brings, or a new one. The response has it too. */
@ApplicationScoped
public class RequestIds {
    /** The header that ingress controllers set, so that their log has the same id. */
    public static final String HEADER = "X-Request-Id";

    private static final int BEFORE_ALL_HANDLERS = 2000;

    private final Ids ids;

    RequestIds(Ids ids) {
        this.ids = ids;
    }

    void register(@Observes Filters filters) {
        filters.register(this::identify, BEFORE_ALL_HANDLERS);
    }

    private void identify(RoutingContext request) {
        var sent = request.request().getHeader(HEADER);
        var id = sent != null && Correlation.isValid(sent) ? sent : ids.next().toString();
        Correlation.set(Optional.of(id));
        request.response().putHeader(HEADER, id);
        request.next();
    }
}
