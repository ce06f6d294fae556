package io.latchkey.edge.http;

import io.latchkey.edge.problem.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses a body that announces itself as too large with a problem; the server alone would answer an empty 413. */
@ApplicationScoped
class BodyLimit {
    private static final int BEFORE_THE_SERVERS_OWN = 1000;

    private final long limit;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_THE_SERVERS_OWN);
    }

    private void check(RoutingContext request) {
        var length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || isWithinLimit(length)) {
            request.next();
            return;
        }
        var problem = Problem.of(413, "body-too-large", "Body too large")
                .field("body")
                .detail("The body has more than " + limit + " bytes.")
                .remedy("Send a smaller body.");
        var unchained = RawProblem.begin(request, problem).end(RawProblem.body(request, problem));
    }

    private boolean isWithinLimit(String length) {
        return length.length() < 19 && Long.parseLong(length) <= limit;
    }
}
