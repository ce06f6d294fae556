package io.latchkey.testkit.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An OAuth provider on a free port that follows {@link Behaviour} unless a test scripts responses. It issues marked
 * secrets and records the requests.
 */
public final class FakeProvider implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "fake-provider");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Endpoint, List<ReceivedRequest>> received = new EnumMap<>(Endpoint.class);
    private final Map<Endpoint, Deque<Answer>> scripted = new EnumMap<>(Endpoint.class);
    private final Map<Endpoint, Answer> always = new EnumMap<>(Endpoint.class);
    private final Behaviour behaviour;

    private FakeProvider(HttpServer server) {
        this.server = server;
        this.behaviour = new Behaviour(url());
        for (var endpoint : Endpoint.values()) {
            received.put(endpoint, new CopyOnWriteArrayList<>());
            scripted.put(endpoint, new ArrayDeque<>());
            server.createContext(endpoint.path(), exchange -> serve(endpoint, exchange));
        }
        server.setExecutor(threads);
        server.start();
    }

    public static FakeProvider start() {
        try {
            return new FakeProvider(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String url(Endpoint endpoint) {
        return url() + endpoint.path();
    }

    /** The default behaviour; a test may change it. */
    public Behaviour behaviour() {
        return behaviour;
    }

    /** The next request to {@code endpoint} that has no other answer yet gets this one. */
    public synchronized void next(Endpoint endpoint, Answer answer) {
        of(endpoint, scripted).add(answer);
    }

    /** Every request to {@code endpoint} gets this answer, until {@link #reset}. */
    public synchronized void always(Endpoint endpoint, Answer answer) {
        always.put(endpoint, answer);
    }

    /** The next request is carried out at once, but its answer waits for {@code released}. */
    public void holdNext(Endpoint endpoint, CountDownLatch released) {
        next(endpoint, exchange -> {
            var requests = received(endpoint);
            var request = requests.get(requests.size() - 1);
            behaviour.answer(endpoint, request).after(released).to(exchange);
        });
    }

    /** What reached {@code endpoint} so far, oldest first. */
    public List<ReceivedRequest> received(Endpoint endpoint) {
        return List.copyOf(of(endpoint, received));
    }

    /** Resets scripts, forms of responses and recorded requests, but not the grants. */
    public synchronized void reset() {
        behaviour.answerTokensPlainly();
        always.clear();
        scripted.values().forEach(Deque::clear);
        received.values().forEach(List::clear);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** For maps that have a value for each endpoint. */
    private static <T> T of(Endpoint endpoint, Map<Endpoint, T> all) {
        return Objects.requireNonNull(all.get(endpoint));
    }

    private void serve(Endpoint endpoint, HttpExchange exchange) throws IOException {
        var request = ReceivedRequest.of(exchange);
        of(endpoint, received).add(request);
        try (exchange) {
            answer(endpoint, request).to(exchange);
        }
    }

    private synchronized Answer answer(Endpoint endpoint, ReceivedRequest request) {
        var script = of(endpoint, scripted).poll();
        if (script != null) {
            return script;
        }
        var standing = always.get(endpoint);
        return standing != null ? standing : behaviour.answer(endpoint, request);
    }
}
