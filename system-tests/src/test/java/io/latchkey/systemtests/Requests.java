package io.latchkey.systemtests;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** Requests outside of the public API's client: internal endpoints, or none of a caller's own. */
final class Requests {
    private Requests() {}

    /** With a JSON body; {@code null} for none. */
    static HttpRequest.Builder of(String method, String url, String json) {
        var request = HttpRequest.newBuilder(URI.create(url));
        return json == null
                ? request.method(method, BodyPublishers.noBody())
                : request.method(method, BodyPublishers.ofString(json)).header("Content-Type", "application/json");
    }
}
