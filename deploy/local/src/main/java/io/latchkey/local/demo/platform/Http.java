package io.latchkey.local.demo.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON over HTTP, timed. */
public final class Http {
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;

    public Http(HttpClient client) {
        this.client = client;
    }

    public Answer get(String url, String... headers) {
        return send(request(url, headers).GET());
    }

    public Answer delete(String url, String... headers) {
        return send(request(url, headers).DELETE());
    }

    public Answer postForm(String url, Map<String, String> form, String... headers) {
        var body = form.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(url, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    public Answer postJson(String url, Object body, String... headers) {
        return send(request(url, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json(body))));
    }

    /** A {@link String} as it is, all else as JSON. */
    static String json(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not to be written as JSON", e);
        }
    }

    /** Sends what was built; {@link UncheckedIOException} where nobody answers. */
    public Answer send(HttpRequest.Builder builder) {
        var request = builder.timeout(Duration.ofSeconds(40)).build();
        var started = System.nanoTime();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            var took = Duration.ofNanos(System.nanoTime() - started);
            var path = request.uri().getPath();
            return new Answer(
                    request.method(), path, answer.statusCode(), answer.headers(), parse(answer.body()), took);
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + request.uri().getAuthority(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    static HttpRequest.Builder request(String url, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** Rubbish counts as nothing: an answer's status says enough where its body is no JSON. */
    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
