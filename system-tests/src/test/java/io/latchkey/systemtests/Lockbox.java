package io.latchkey.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A provider with API keys that expire. It reports when, and the scopes of a key. */
final class Lockbox {
    static final String ID = "lockbox";

    private static final String ENTRY = """
            id: lockbox
            name: Lockbox
            category: test
            methods:
              - id: key
                type: api-key
                fields:
                  - {id: key, label: API key}
                placement: {headers: {Authorization: "Bearer {key}"}}
                probe:
                  url: %s
                  expiry-from: {pointer: /key/expires_at}
                  scopes-from: {header: X-Scopes}
            permissions:
              - {id: boxes, name: See your boxes, access: read, scopes: [read]}
              - {id: locks, name: Open your locks, access: write, scopes: [write]}
            modules:
              - {id: contact-sync, name: Contact sync, permissions: [boxes, locks]}
            """;

    private final Map<String, Instant> keys = new ConcurrentHashMap<>();
    private final HttpServer server;

    Lockbox() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/me", this::answer);
        server.start();
    }

    /** A new folder with its entry of the catalog. */
    Path catalog() {
        try {
            var folder = Files.createTempDirectory("catalog");
            var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/me";
            Files.writeString(folder.resolve(ID + ".yaml"), ENTRY.formatted(url));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key exists from now on, and expires at {@code end}. */
    void issue(String key, Instant end) {
        keys.put(key, end);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            var end = keys.get(authorization.replaceFirst("^Bearer ", ""));
            if (end == null) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            var body = ("{\"key\": {\"expires_at\": \"" + end + "\"}}").getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("X-Scopes", "read");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
