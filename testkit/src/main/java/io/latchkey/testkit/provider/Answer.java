package io.latchkey.testkit.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** How a request is answered, for better or worse. */
@FunctionalInterface
public interface Answer {
    ObjectMapper JSON = new ObjectMapper();

    void to(HttpExchange exchange) throws IOException;

    static Answer json(int status, Map<String, ?> body) {
        return exchange -> send(exchange, status, "application/json", JSON.writeValueAsBytes(body));
    }

    static Answer text(int status, String contentType, String body) {
        return exchange -> send(exchange, status, contentType, body.getBytes(UTF_8));
    }

    static Answer bytes(int status, String contentType, byte[] body) {
        return exchange -> send(exchange, status, contentType, body);
    }

    /** 200 and all of {@code body}, but more is announced and the connection is cut. */
    static Answer brokenOff(Map<String, ?> body) {
        return exchange -> {
            var bytes = JSON.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length + 100L);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
        };
    }

    static Answer status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    /** As RFC 6749, section 5.2 has it. */
    static Answer oauthError(int status, String error) {
        return json(status, Map.of("error", error));
    }

    static Answer redirect(String location) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
        };
    }

    /** 503 with {@code Retry-After}. */
    static Answer busy(Duration retryAfter) {
        return exchange -> {
            exchange.getResponseHeaders().set("Retry-After", String.valueOf(retryAfter.toSeconds()));
            exchange.sendResponseHeaders(503, -1);
        };
    }

    /** 200 and JSON of {@code bytes} bytes. */
    static Answer endless(long bytes) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes);
            var chunk = "[".repeat(8192).getBytes(UTF_8);
            try (var body = exchange.getResponseBody()) {
                for (long left = bytes; left > 0; left -= chunk.length) {
                    body.write(chunk, 0, (int) Math.min(left, chunk.length));
                }
            }
        };
    }

    /** 200 and {@code body}, compressed with gzip. */
    static Answer compressed(byte[] body) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            bytes(200, "application/json", bytes.toByteArray()).to(exchange);
        };
    }

    /** The connection is cut without an answer. */
    static Answer cut() {
        return HttpExchange::close;
    }

    /** This answer, but only once {@code released} is. */
    default Answer after(CountDownLatch released) {
        return exchange -> {
            waitFor(released, Duration.ofMinutes(2));
            to(exchange);
        };
    }

    /** This answer, late. */
    default Answer after(Duration delay) {
        return exchange -> {
            waitFor(new CountDownLatch(1), delay);
            to(exchange);
        };
    }

    private static void waitFor(CountDownLatch latch, Duration atMost) throws IOException {
        try {
            latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the provider was closed", e);
        }
    }

    private static void send(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
