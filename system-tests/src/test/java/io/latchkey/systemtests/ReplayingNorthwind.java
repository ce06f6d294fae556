package io.latchkey.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between the broker and Northwind, and makes it a provider with a replay grace: a refresh that is sent again
 * gets the response that it got first. Northwind itself takes that for theft. Responses can be withheld.
 */
final class ReplayingNorthwind implements AutoCloseable {
    private static final String REALM = "/realms/northwind";
    private static final List<String> FORWARDED = List.of("Authorization", "Content-Type", "Accept");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "northwind");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, HttpResponse<byte[]>> refreshes = new ConcurrentHashMap<>();
    private final AtomicReference<Withheld> next = new AtomicReference<>();
    private final HttpServer server;
    private volatile URI northwind;

    /** The response to one refresh: whether Northwind has given it, and whether the broker may have it. */
    record Withheld(CountDownLatch given, CountDownLatch released) {
        void awaitGiven() throws InterruptedException {
            if (!given.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no refresh was sent");
            }
        }
    }

    ReplayingNorthwind() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Where the broker takes Northwind to be. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + REALM;
    }

    void standBefore(String realm) {
        northwind = URI.create(realm);
    }

    /** Northwind carries the next refresh out, but its response waits. */
    Withheld withholdNextRefresh() {
        var withheld = new Withheld(new CountDownLatch(1), new CountDownLatch(1));
        next.set(withheld);
        return withheld;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var isRefresh = new String(body, UTF_8).contains("grant_type=refresh_token");
            send(exchange, isRefresh ? refresh(exchange, body) : forward(exchange, body));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> refresh(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        var request = new String(body, UTF_8);
        var known = refreshes.get(request);
        if (known != null) {
            return known;
        }
        var response = forward(exchange, body);
        if (response.statusCode() == 200) {
            refreshes.put(request, response);
        }
        var withheld = next.getAndSet(null);
        if (withheld != null) {
            withheld.given.countDown();
            var unused = withheld.released.await(1, TimeUnit.MINUTES);
        }
        return response;
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(northwind.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        FORWARDED.stream()
                .filter(exchange.getRequestHeaders()::containsKey)
                .forEach(name ->
                        request.header(name, exchange.getRequestHeaders().getFirst(name)));
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void send(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (name.equalsIgnoreCase("Content-Type") || name.equalsIgnoreCase("WWW-Authenticate")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
