package io.latchkey.demo.http;

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
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one HTTP client of the demo: JSON calls that are timed, and exchanges that a browser makes. Follows no redirect.
 */
public final class Http {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration RESPONSE_WITHIN = Duration.ofSeconds(40);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_WITHIN)
            .build();

    public Answer get(String url, String... headers) {
        return send(request(url, headers).GET());
    }

    public Answer delete(String url, String... headers) {
        return send(request(url, headers).DELETE());
    }

    public Answer postForm(String url, Map<String, String> form, String... headers) {
        return send(request(url, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(form(form)));
    }

    /**
     * Any request.
     *
     * @param body {@code null} for none; a {@link String} is sent as it is, everything else as JSON
     * @param headers names and values; a body without a {@code Content-Type} is declared to be JSON
     */
    public Answer send(String method, String url, @Nullable Object body, String... headers) {
        var request = request(url, headers);
        if (body == null) {
            return send(request.method(method, BodyPublishers.noBody()));
        }
        if (!List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        return send(request.method(method, BodyPublishers.ofString(json(body))));
    }

    /** A request with its response parsed as JSON; {@link UncheckedIOException} if there is no response. */
    public Answer send(HttpRequest.Builder request) {
        var started = System.nanoTime();
        var response = exchange(request);
        return new Answer(
                response.request().method(),
                response.uri().getPath(),
                response.statusCode(),
                response.headers(),
                parse(response.body()),
                Duration.ofNanos(System.nanoTime() - started));
    }

    /** A request with its response as it is; {@link UncheckedIOException} if there is none. */
    public HttpResponse<String> exchange(HttpRequest.Builder builder) {
        var request = builder.timeout(RESPONSE_WITHIN).build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("no response from " + request.uri().getAuthority(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The body of a form, {@code application/x-www-form-urlencoded}. */
    public static BodyPublisher form(Map<String, String> fields) {
        return BodyPublishers.ofString(fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&")));
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpRequest.Builder request(String url, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static String json(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    /** Missing if it is not JSON: then the status is sufficient. */
    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }
}
