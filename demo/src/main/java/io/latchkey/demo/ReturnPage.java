package io.latchkey.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.latchkey.demo.browser.Return;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The platform's page at the {@code returnUrl}, on loopback, for a person with a real browser. */
final class ReturnPage implements AutoCloseable {
    private static final String PAGE =
            "<!doctype html><html lang=en><meta charset=utf-8><title>Back at the platform</title>"
                    + "<body style='font:1.1rem/1.6 system-ui;max-width:34rem;margin:15vh auto;padding:0 1rem'>"
                    + "<h1>Back at the platform</h1><p>The demo has what it needs. You may close this page and look at the"
                    + " terminal.</p></body></html>";

    private final HttpServer server;
    private final BlockingQueue<Return> returns = new ArrayBlockingQueue<>(16);

    /** Begins to listen; {@link UncheckedIOException} where the port is in use. */
    ReturnPage(URI returnUrl) {
        try {
            server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByName(returnUrl.getHost()), returnUrl.getPort()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + returnUrl.getPort() + " is in use: free it and try again", e);
        }
        server.createContext(returnUrl.getPath(), this::serve);
        server.start();
    }

    /** The next return of a browser; empty if none comes in time. */
    Optional<Return> next(Duration atMost) {
        try {
            return Optional.ofNullable(returns.poll(atMost.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        server.stop(1);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var page = PAGE.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().add("Referrer-Policy", "no-referrer");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
        returns.add(Return.of(exchange.getRequestURI()));
    }
}
