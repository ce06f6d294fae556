package io.latchkey.demo.platform;

import io.latchkey.demo.http.Answer;
import io.latchkey.demo.http.Http;
import io.latchkey.demo.stack.StackInfo;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The public API as one caller sees it. Paths are routed to the services by prefix, as a gateway in front of them
 * would; no status is an error here, callers say what they {@linkplain Answer#expect expect}.
 */
public final class Platform {
    private final StackInfo stack;
    private final Http http;
    private final Supplier<String> token;
    private final List<String> fixedHeaders;
    private final Consumer<Answer> listener;

    /** @param listener receives every response */
    public Platform(StackInfo stack, Http http, Supplier<String> token, Consumer<Answer> listener) {
        this(stack, http, token, List.of(), listener);
    }

    private Platform(
            StackInfo stack, Http http, Supplier<String> token, List<String> fixedHeaders, Consumer<Answer> listener) {
        this.stack = stack;
        this.http = http;
        this.token = token;
        this.fixedHeaders = fixedHeaders;
        this.listener = listener;
    }

    /** The same caller, naming the tenant that it acts for. */
    public Platform inTenant(String tenant) {
        return new Platform(stack, http, token, List.of("Latchkey-Tenant", tenant), listener);
    }

    public Answer connect(Map<String, ?> request, String... headers) {
        return send("POST", "/v1/connections", request, headers);
    }

    public Answer connections(String query) {
        return send("GET", "/v1/connections" + query);
    }

    public Answer connection(UUID id) {
        return send("GET", "/v1/connections/" + id);
    }

    public Answer rename(UUID id, String name, String... headers) {
        return send("PATCH", "/v1/connections/" + id, Map.of("name", name), headers);
    }

    public Answer delete(UUID id) {
        return send("DELETE", "/v1/connections/" + id);
    }

    public Answer reauthorize(UUID id, Map<String, ?> request) {
        return send("POST", "/v1/connections/" + id + "/authorizations", request);
    }

    public Answer authorization(UUID id, UUID authorization) {
        return send("GET", "/v1/connections/" + id + "/authorizations/" + authorization);
    }

    public Answer complete(UUID id, UUID authorization, Map<String, String> request) {
        return send("POST", "/v1/connections/" + id + "/authorizations/" + authorization + "/completion", request);
    }

    public Answer verify(UUID id) {
        return send("POST", "/v1/connections/" + id + "/verifications");
    }

    public Answer history(UUID id) {
        return send("GET", "/v1/connections/" + id + "/history");
    }

    public Answer credential(UUID id) {
        return send("GET", "/v1/credentials/" + id);
    }

    public Answer refresh(UUID id) {
        return send("POST", "/v1/credentials/" + id + "/refresh");
    }

    public Answer schedule(UUID id) {
        return send("GET", "/v1/schedule/" + id);
    }

    public Answer provider(String id) {
        return send("GET", "/v1/providers/" + id);
    }

    /** A request without a body. */
    public Answer send(String method, String path) {
        return send(method, path, null);
    }

    /** Any request; a {@code body} of {@code null} is none, a {@link String} is sent as it is, all else as JSON. */
    public Answer send(String method, String path, @Nullable Object body, String... headers) {
        return sendTo(serviceOf(path), method, path, body, headers);
    }

    /** As {@link #send(String, String, Object, String...)}, past the routing: internal paths are not routed. */
    public Answer sendTo(URI service, String method, String path, @Nullable Object body, String... headers) {
        var all = new ArrayList<>(List.of("Authorization", "Bearer " + token.get()));
        all.addAll(fixedHeaders);
        all.addAll(List.of(headers));
        var answer = http.send(method, service + path, body, all.toArray(String[]::new));
        listener.accept(answer);
        return answer;
    }

    private URI serviceOf(String path) {
        if (path.startsWith("/v1/connections")) {
            return stack.connectionService();
        }
        return path.startsWith("/v1/schedule") ? stack.verifier() : stack.broker();
    }
}
