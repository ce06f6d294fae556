package io.latchkey.broker.method.endpoint;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.upstream.FormEncoding;
import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.catalog.parameter.BodyTemplate;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.ApiRequest;
import io.latchkey.catalog.request.ApiRequest.Method;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request of the catalog to a provider's API, with a credential. */
final class ApiCall {
    private ApiCall() {}

    /**
     * Headers of the request take precedence over those that every request has, the credential among them: names of
     * headers are case-insensitive. It is signed if the method requires that.
     */
    static Uni<ProviderResponse> send(ApiRequest request, AuthMethod method, Material material, ProviderHttp http) {
        var unsigned = unsigned(request, method, material);
        return method.signer()
                .map(signer -> signer.sent(unsigned, material, http::send))
                .orElseGet(() -> http.send(unsigned));
    }

    private static ProviderRequest unsigned(ApiRequest request, AuthMethod method, Material material) {
        var parts = method.requestParts(material);
        var filled = Templates.filledWith(method.values(material));
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json");
        var body = body(request, filled, parts.body());
        if (body != null) {
            headers.put("Content-Type", BodyTemplate.mediaType(body));
        }
        headers.putAll(parts.headers());
        headers.putAll(filled.texts(request.headers()));
        return new ProviderRequest(
                HttpMethod.valueOf(request.method().name()),
                parts.in(filled.url(request.url())),
                headers,
                body == null ? null : Buffer.buffer(body));
    }

    /** The body of the request, with the members in which requests carry the credential. */
    private static @Nullable String body(ApiRequest request, Templates filled, Map<String, String> members) {
        var body = filled.orNull(request.body(), filled::body);
        if (members.isEmpty() || request.method() != Method.POST) {
            return body;
        }
        if (body == null || body.isEmpty()) {
            return FormEncoding.of(members);
        }
        return BodyTemplate.isJson(body)
                ? new JsonObject(body)
                        .mergeIn(new JsonObject(new HashMap<>(members)))
                        .encode()
                : body + "&" + FormEncoding.of(members);
    }
}
