package io.latchkey.demo.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.latchkey.demo.browser.Return;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** An HTTP server on the loopback interface that shows one page for every return of a browser. */
public final class LoopbackPage implements AutoCloseable {
    private final HttpServer server;
    private final Function<Return, String> html;

    /**
     * Starts to listen; {@link UncheckedIOException} if the port is in use.
     *
     * @param path the path at and below which the page is shown
     */
    public LoopbackPage(int port, String path, Function<Return, String> html) {
        this.html = html;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "port " + port + " is in use: stop the program that uses it, and try again", e);
        }
        server.createContext(path, this::show);
        server.start();
    }

    @Override
    public void close() {
        server.stop(1);
    }

    private void show(HttpExchange exchange) throws IOException {
        try (exchange) {
            var page = html.apply(Return.of(exchange.getRequestURI())).getBytes(StandardCharsets.UTF_8);
            var headers = exchange.getResponseHeaders();
            headers.add("Content-Type", "text/html; charset=utf-8");
            headers.add("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
            headers.add("Referrer-Policy", "no-referrer");
            headers.add("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }
}
