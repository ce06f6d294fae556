package io.latchkey.edge.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request without a body as one with an empty JSON body, whatever its Content-Type says: where a body is
 * optional, leaving it out must not end in a 415.
 */
@ApplicationScoped
class EmptyBodies {
    private static final int BEFORE_ROUTES = 800;

    void register(@Observes Filters filters) {
        filters.register(this::declareJson, BEFORE_ROUTES);
    }

    private void declareJson(RoutingContext context) {
        var request = context.request();
        if (isForPrograms(request.path()) && isEmpty(request)) {
            request.headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
        }
        context.next();
    }

    private static boolean isForPrograms(@Nullable String path) {
        return path != null && (path.startsWith("/v1/") || path.startsWith("/internal/"));
    }

    private static boolean isEmpty(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null
                ? request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null && request.version() != HttpVersion.HTTP_2
                : length.equals("0");
    }
}
