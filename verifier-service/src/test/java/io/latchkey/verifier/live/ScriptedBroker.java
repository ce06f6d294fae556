package io.latchkey.verifier.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.probe.ProbeRequest;
import io.latchkey.contracts.probe.ProbeResult;
import io.latchkey.events.EventJson;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Plays the broker's probes: every grant works unless a test says otherwise for one connection. */
public final class ScriptedBroker implements QuarkusTestResourceLifecycleManager {
    /** What came in. */
    public record Probe(ProbeRequest request, String authorization) {}

    /** @param status 0: hang up without a word */
    public record Reply(int status, String body) {
        public static final Reply NONE = new Reply(0, "");

        public static Reply problem(int status) {
            return new Reply(status, "{\"status\":" + status + "}");
        }
    }

    private final Map<UUID, CompletableFuture<Reply>> script = new ConcurrentHashMap<>();
    private final Map<UUID, Reply> once = new ConcurrentHashMap<>();
    private final List<Probe> probes = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private @Nullable HttpServer server;

    /** From now on this connection's probes are answered so. */
    public void answer(UUID connectionId, Reply reply) {
        script.put(connectionId, CompletableFuture.completedFuture(reply));
    }

    /** Answers the next probe of this connection so, and goes on as usual. */
    public void answerOnce(UUID connectionId, Reply reply) {
        once.put(connectionId, reply);
    }

    /** From now on this connection's probes wait until the test completes what this returns. */
    public CompletableFuture<Reply> hold(UUID connectionId) {
        var later = new CompletableFuture<Reply>();
        script.put(connectionId, later);
        return later;
    }

    /** What the broker says where a probe of generation 1, version 5 found this. */
    public static Reply found(UUID connectionId, Outcome outcome, @Nullable Reason reason, @Nullable String detail) {
        return new Reply(
                200,
                EventJson.write(new ProbeResult(
                        connectionId, 1, 5, Instant.now(), outcome, reason, detail, 200, 42L, null, null)));
    }

    public List<Probe> probesOf(UUID connectionId) {
        return probes.stream()
                .filter(probe -> probe.request().connectionId().equals(connectionId))
                .toList();
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/internal/v1/probes", this::probe);
        server.start();
        return Map.of(
                "latchkey.broker-url", "http://127.0.0.1:" + server.getAddress().getPort(),
                "latchkey.check.limit", "6s",
                "latchkey.check.lease", "3s");
    }

    private void probe(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = EventJson.read(exchange.getRequestBody().readAllBytes(), ProbeRequest.class);
            probes.add(new Probe(request, exchange.getRequestHeaders().getFirst("Authorization")));
            var reply = replyFor(request.connectionId()).join();
            if (reply.status() != 0) {
                var body = reply.body().getBytes(UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(reply.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private CompletableFuture<Reply> replyFor(UUID connectionId) {
        var first = once.remove(connectionId);
        if (first != null) {
            return CompletableFuture.completedFuture(first);
        }
        var scripted = script.get(connectionId);
        return scripted != null
                ? scripted
                : CompletableFuture.completedFuture(found(connectionId, Outcome.OK, null, null));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(ScriptedBroker.class));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }
}
