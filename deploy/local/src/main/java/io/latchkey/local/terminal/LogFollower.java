package io.latchkey.local.terminal;

import io.latchkey.local.server.Server;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints lines that are added to logs after its creation; with the component's name if there are several. */
public final class LogFollower {
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);
    private final Map<Server, Long> readUpTo = new LinkedHashMap<>();
    private final PrintWriter out;

    public LogFollower(List<Server> servers, PrintWriter out) {
        servers.forEach(server -> readUpTo.put(server, size(server.log())));
        this.out = out;
    }

    public void print(Server server, String line) {
        out.println(readUpTo.size() == 1 ? line : "%-20s | %s".formatted(server.name(), line));
    }

    /** Until this program is ended. */
    public void follow() throws InterruptedException {
        while (!out.checkError()) {
            readUpTo.replaceAll(this::printNew);
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    /** Complete lines only; a log that became shorter was restarted. */
    private long printNew(Server server, long from) {
        Path log = server.log();
        long start = size(log) < from ? 0 : from;
        if (size(log) == start) {
            return start;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] added = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(added);
            String text = new String(added, StandardCharsets.UTF_8);
            String lines = text.substring(0, text.lastIndexOf('\n') + 1);
            lines.lines().forEach(line -> print(server, line));
            return start + lines.getBytes(StandardCharsets.UTF_8).length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path log) {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
