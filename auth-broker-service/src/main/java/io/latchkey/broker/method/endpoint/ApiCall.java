package io.latchkey.broker.method.endpoint;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.catalog.request.ApiRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.TreeMap;

/** A request of the catalog to a provider's API, with a credential. */
final class ApiCall {
    private ApiCall() {}

    /**
     * Headers of the request take precedence over those of the whole API, and the credential over both: names of headers
     * are case-insensitive.
     */
    static ProviderRequest of(ApiRequest request, AuthMethod method, Material material) {
        var parts = method.requestParts(material);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json");
        var body = request.body();
        if (body != null) {
            headers.put("Content-Type", isJson(body) ? "application/json" : "application/x-www-form-urlencoded");
        }
        headers.putAll(parts.headers());
        headers.putAll(request.headers());
        headers.putAll(method.apply(material).headers());
        return new ProviderRequest(
                HttpMethod.valueOf(request.method().name()),
                parts.in(request.url()),
                headers,
                body == null ? null : Buffer.buffer(body));
    }

    private static boolean isJson(String body) {
        return body.startsWith("{") || body.startsWith("[");
    }
}
