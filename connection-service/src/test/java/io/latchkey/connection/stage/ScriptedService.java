package io.latchkey.connection.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Plays a peer: responds as scripted, and records the requests. */
public abstract class ScriptedService {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(
                    SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);

    /** @param authorization the header of that name */
    public record Request(String path, String authorization, JsonNode body) {}

    /** @param body sent as JSON; a problem's media type where the status is an error */
    public record Answer(int status, Object body) {}

    private final Map<String, Function<Request, Answer>> script = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final int port;
    private HttpServer server;

    protected ScriptedService() {
        server = listen(0);
        port = server.getAddress().getPort();
        reset();
    }

    /** Behaves as at the start again. */
    public final void reset() {
        script.clear();
        requests.clear();
        usual();
    }

    /** What it answers unless a test says otherwise. */
    protected abstract void usual();

    /** From now on answers so to a path that ends so. */
    public final void when(String pathEnd, Function<Request, Answer> answer) {
        script.put(pathEnd, answer);
    }

    /** From now on answers with that problem to a path that ends so. */
    public final void refuses(String pathEnd, int status, String type, Map<String, ?> extensions) {
        var body = JSON.createObjectNode()
                .put("type", "urn:latchkey:problem:" + type)
                .put("title", type)
                .put("status", status);
        extensions.forEach((key, value) -> body.put(key, Objects.toString(value)));
        when(pathEnd, request -> new Answer(status, body));
    }

    /** Refuses the token of the next {@code times} requests to a path that ends so, then goes on as before. */
    public final void refusesTokens(String pathEnd, int times) {
        var usual = script.get(pathEnd);
        var left = new AtomicInteger(times);
        var body = JSON.createObjectNode().put("type", "urn:latchkey:problem:unauthenticated");
        when(pathEnd, request -> left.getAndDecrement() > 0 ? new Answer(401, body) : usual.apply(request));
    }

    public final List<Request> requests(String pathEnd) {
        return requests.stream()
                .filter(request -> request.path().endsWith(pathEnd))
                .toList();
    }

    public final String url() {
        return "http://localhost:" + port;
    }

    /** Nobody listens any more. */
    public final void down() {
        server.stop(0);
    }

    public final void up() {
        server = listen(port);
    }

    protected static <T> T read(JsonNode body, Class<T> type) {
        try {
            return JSON.treeToValue(body, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpServer listen(int port) {
        try {
            var listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            listening.createContext("/", this::answer);
            listening.setExecutor(Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task, "scripted-service");
                thread.setDaemon(true);
                return thread;
            }));
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            var request = new Request(
                    path, authorization, JSON.readTree(exchange.getRequestBody().readAllBytes()));
            requests.add(request);
            var answer = script.entrySet().stream()
                    .filter(entry -> path.endsWith(entry.getKey()))
                    .findAny()
                    .map(entry -> entry.getValue().apply(request))
                    .orElseGet(() -> new Answer(500, "nothing scripted for " + path));
            var type = answer.status() < 400 ? "application/json" : "application/problem+json";
            exchange.getResponseHeaders().add("Content-Type", type);
            var bytes =
                    answer.body() instanceof String text ? text.getBytes(UTF_8) : JSON.writeValueAsBytes(answer.body());
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
