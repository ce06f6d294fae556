package io.latchkey.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A caller who disconnects before the response arrives. */
final class Impatient {
    private Impatient() {}

    /** Posts without a body and resets the connection after {@code patience}, or at the first byte of an answer. */
    static void post(String url, String token, String tenant, Duration patience) {
        var uri = URI.create(url);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
            socket.setSoLinger(true, 0);
            socket.setSoTimeout((int) patience.toMillis());
            socket.getOutputStream().write(request(uri, token, tenant).getBytes(StandardCharsets.US_ASCII));
            waitForFirstByte(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void waitForFirstByte(Socket socket) throws IOException {
        try {
            var first = socket.getInputStream().read();
            if (first != 'H') {
                throw new IOException("an answer that is no HTTP");
            }
        } catch (SocketTimeoutException hungUp) {
            // what this class is for
        }
    }

    private static String request(URI uri, String token, String tenant) {
        return "POST " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nAuthorization: Bearer "
                + token + "\r\nLatchkey-Tenant: " + tenant + "\r\nContent-Length: 0\r\n\r\n";
    }
}
