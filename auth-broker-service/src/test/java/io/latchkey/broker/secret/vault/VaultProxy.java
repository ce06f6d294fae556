package io.latchkey.broker.secret.vault;

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
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Stands before OpenBao, fails as {@link VaultFaults} say, and lets the tokens that logins give live for {@link #TOKEN_LIFE}.
 */
public final class VaultProxy implements QuarkusTestResourceLifecycleManager {
    static final Duration TOKEN_LIFE = Duration.ofSeconds(5);
    private static final String ROLE = "/v1/auth/approle/role/auth-broker";
    private static final List<String> FORWARDED = List.of("X-Vault-Token", "X-Vault-Request", "Content-Type");
    private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private VaultFaults faults;
    private HttpServer server;
    private SharedServers servers;

    @Override
    public Map<String, String> start() {
        servers = SharedServers.get().start(List.of(RealServer.OPENBAO));
        faults = new VaultFaults(servers.openBao());
        var life = TOKEN_LIFE.toSeconds() + "s";
        tokensLive(life, life);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        return Map.of(
                "quarkus.vault.url", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void tokensLive(String ttl, String longest) {
        var unused =
                faults.operator("POST", ROLE, "{\"token_ttl\":\"" + ttl + "\",\"token_max_ttl\":\"" + longest + "\"}");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var method = exchange.getRequestMethod();
            var path = exchange.getRequestURI().getPath();
            var body = exchange.getRequestBody().readAllBytes();
            switch (faults.next(method, path)) {
                case NONE -> send(exchange, forward(exchange, "", body));
                case LAG -> send(exchange, lagging(exchange, body));
                case LOSE_RESPONSE -> {
                    var lost = forward(exchange, "", body);
                }
                case CLOSE -> {}
                case CUT -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write('{');
                }
                case REFUSE -> exchange.sendResponseHeaders(500, -1);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** What a standby answers that is a write behind. */
    private HttpResponse<byte[]> lagging(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        var present = forward(exchange, "", body);
        var version = VERSION.matcher(new String(present.body()));
        if (!version.find()) {
            return present;
        }
        return forward(exchange, "?version=" + before(Integer.parseInt(version.group(1))), body);
    }

    /** Before the first version there was none. */
    private static int before(int version) {
        return version == 1 ? Integer.MAX_VALUE : version - 1;
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, String query, byte[] body)
            throws IOException, InterruptedException {
        var target = URI.create(servers.openBao().url() + exchange.getRequestURI() + query);
        var request =
                HttpRequest.newBuilder(target).method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        FORWARDED.stream()
                .filter(exchange.getRequestHeaders()::containsKey)
                .forEach(name ->
                        request.header(name, exchange.getRequestHeaders().getFirst(name)));
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void send(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(faults, new TestInjector.MatchesType(VaultFaults.class));
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
