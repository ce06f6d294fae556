package io.latchkey.edge.http;

import io.latchkey.edge.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** A problem that is sent where the framework maps none: before the request reaches a resource, or in its place. */
final class RawProblem {
    private RawProblem() {}

    /** Sets the status and the headers; the connection is closed afterwards. */
    static HttpServerResponse begin(RoutingContext request, Problem problem) {
        return request.response()
                .setStatusCode(problem.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }

    static Buffer body(RoutingContext request, Problem problem) {
        var body = new JsonObject()
                .put("type", String.valueOf(problem.getType()))
                .put("title", problem.getTitle())
                .put("status", problem.getStatusCode())
                .put("detail", problem.getDetail())
                .put("instance", request.request().path());
        problem.getParameters().forEach(body::put);
        return body.toBuffer();
    }
}
