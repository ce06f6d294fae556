package io.latchkey.broker.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** A server that answers HTTP requests with any bytes, or breaks the connection. */
final class RawServer implements AutoCloseable {
    /** Answers one request; the connection is closed afterwards unless the answer keeps it open. */
    interface Answer {
        void to(Socket socket, OutputStream out) throws IOException, InterruptedException;

        static Answer of(String text) {
            return of(text.getBytes(UTF_8));
        }

        static Answer of(byte[] bytes) {
            return (socket, out) -> out.write(bytes);
        }

        /** With the length of {@code body}. */
        static Answer ok(String headers, byte[] body) {
            return (socket, out) -> {
                out.write(("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n")
                        .getBytes(ISO_8859_1));
                out.write(body);
            };
        }

        /** This beginning, then {@code piece} every 20 ms until the client hangs up. */
        static Answer drip(String beginning, String piece) {
            return (socket, out) -> {
                out.write(beginning.getBytes(UTF_8));
                while (true) {
                    out.write(piece.getBytes(UTF_8));
                    out.flush();
                    Thread.sleep(20);
                }
            };
        }

        /** This beginning, then {@code piece} without end. */
        static Answer endless(String beginning, String piece) {
            return (socket, out) -> {
                out.write(beginning.getBytes(UTF_8));
                var bytes = piece.getBytes(UTF_8);
                while (true) {
                    out.write(bytes);
                }
            };
        }

        /** This answer, then a reset of the connection. */
        default Answer reset() {
            return (socket, out) -> {
                to(socket, out);
                out.flush();
                Thread.sleep(50);
                socket.setSoLinger(true, 0);
            };
        }
    }

    final List<String> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Answer answer = Answer.of("");

    RawServer(String address) throws IOException {
        this(address, 0);
    }

    RawServer(String address, int port) throws IOException {
        listener = new ServerSocket(port, 50, InetAddress.getByName(address));
        var unawaited = threads.submit(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    void answers(Answer next) {
        answer = next;
    }

    private Void accept() throws IOException {
        while (true) {
            var socket = listener.accept();
            connections.incrementAndGet();
            var unawaited = threads.submit(() -> serve(socket));
        }
    }

    private Void serve(Socket socket) throws IOException, InterruptedException {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            while (readHead(in)) {
                var now = answer;
                now.to(socket, socket.getOutputStream());
                socket.getOutputStream().flush();
                if (!(now instanceof KeptOpen)) {
                    return null;
                }
            }
        }
        return null;
    }

    /** An answer after which the connection stays open. */
    record KeptOpen(Answer answer) implements Answer {
        @Override
        public void to(Socket socket, OutputStream out) throws IOException, InterruptedException {
            answer.to(socket, out);
        }
    }

    private boolean readHead(BufferedReader in) throws IOException {
        var head = new StringBuilder();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isEmpty()) {
                requests.add(head.toString());
                return true;
            }
            head.append(line).append('\n');
        }
        return false;
    }

    static byte[] gzip(byte[] text) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        var unawaited = threads.shutdownNow();
    }
}
