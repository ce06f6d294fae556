package io.latchkey.local.fetch;

import io.latchkey.local.process.StartFailed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A folder of unpacked programs, shared by all checkouts and processes of a user. An entry is either complete or
 * absent: it is written under a temporary name, then renamed, and only one process writes it at a time.
 */
final class Cache {
    private static final Map<Path, Object> MONITORS = new ConcurrentHashMap<>();
    private final Path root;

    /** Fills an empty folder. */
    @FunctionalInterface
    interface Filling {
        void fill(Path folder) throws IOException;
    }

    Cache(Path root) {
        this.root = root;
    }

    boolean has(String entry) {
        return Files.isDirectory(root.resolve(entry));
    }

    Path obtain(String entry, Filling filling) {
        Path home = root.resolve(entry);
        if (Files.isDirectory(home)) {
            return home;
        }
        synchronized (MONITORS.computeIfAbsent(home, path -> new Object())) {
            try {
                return fillUnderLock(home, filling);
            } catch (IOException e) {
                throw new StartFailed(
                        "%s cannot be written: %s; check free space and permissions of %s"
                                .formatted(home, e.getMessage(), root),
                        e);
            }
        }
    }

    private Path fillUnderLock(Path home, Filling filling) throws IOException {
        Files.createDirectories(root);
        Path lockFile = root.resolve(home.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!Files.isDirectory(home)) {
                Path unfinished = root.resolve(home.getFileName() + ".unfinished");
                deleteTree(unfinished);
                Files.createDirectories(unfinished);
                filling.fill(unfinished);
                Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            }
            return home;
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
