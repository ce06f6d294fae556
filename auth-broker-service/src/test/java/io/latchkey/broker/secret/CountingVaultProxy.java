package io.latchkey.broker.secret;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.latchkey.testkit.servers.RealServer;
import io.latchkey.testkit.servers.SharedServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before OpenBao, counts logins, and lets the tokens that they give live for ten seconds. */
public final class CountingVaultProxy implements QuarkusTestResourceLifecycleManager {
    /** The logins so far. */
    public static final class Logins {
        private final AtomicInteger count = new AtomicInteger();

        public int count() {
            return count.get();
        }
    }

    private static final String ROLE = "/v1/auth/approle/role/auth-broker";
    private static final List<String> FORWARDED = List.of("X-Vault-Token", "X-Vault-Request", "Content-Type");

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Logins logins = new Logins();
    private HttpServer server;
    private SharedServers servers;

    @Override
    public Map<String, String> start() {
        servers = SharedServers.get().start(List.of(RealServer.OPENBAO));
        tokensLive("10s", "10s");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::forward);
        server.start();
        return Map.of(
                "quarkus.vault.url", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void tokensLive(String ttl, String longest) {
        var body = "{\"token_ttl\":\"" + ttl + "\",\"token_max_ttl\":\"" + longest + "\"}";
        var request = HttpRequest.newBuilder(URI.create(servers.openBao().url() + ROLE))
                .header("X-Vault-Token", servers.openBao().rootToken())
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            var status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status >= 300) {
                throw new IllegalStateException("OpenBao answered " + status);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void forward(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/auth/approle/login")) {
            logins.count.incrementAndGet();
        }
        var target = URI.create(servers.openBao().url() + exchange.getRequestURI());
        var request = HttpRequest.newBuilder(target)
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        FORWARDED.stream()
                .filter(exchange.getRequestHeaders()::containsKey)
                .forEach(name ->
                        request.header(name, exchange.getRequestHeaders().getFirst(name)));
        try (exchange) {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(logins, new TestInjector.MatchesType(Logins.class));
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
            tokensLive("1h", "24h");
        }
    }
}
