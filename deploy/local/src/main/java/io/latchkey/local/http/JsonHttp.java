package io.latchkey.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Small JSON conversations with one server. Errors name method, path and status, never a body. */
public final class JsonHttp {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String base;
    private final Map<String, String> headers;

    public JsonHttp(String base) {
        this(base, Map.of());
    }

    private JsonHttp(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    public JsonHttp with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new JsonHttp(base, more);
    }

    public JsonNode get(String path) {
        return json(request(path).GET().build());
    }

    public JsonNode put(String path, Object body) {
        return withJson("PUT", path, body);
    }

    public JsonNode postJson(String path, Object body) {
        return withJson("POST", path, body);
    }

    private JsonNode withJson(String method, String path, Object body) {
        try {
            HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
            return json(request.method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return json(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Status of a GET, also of an error. */
    public int status(String path) {
        return send(request(path).GET().build()).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER_WITHIN);
        headers.forEach(request::header);
        return request;
    }

    private JsonNode json(HttpRequest request) {
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() >= 300) {
            throw new IllegalStateException("%s %s was answered with %d"
                    .formatted(request.method(), request.uri().getPath(), response.statusCode()));
        }
        try {
            return response.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
