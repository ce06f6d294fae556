package io.latchkey.local.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Archives into folders; entries that would land outside are refused. */
final class Unpack {
    private static final int OWNER_MAY_EXECUTE = 0100;

    private Unpack() {}

    /** Unpacks the entries whose name passes, without their first {@code strip} folders. */
    static void zip(Path archive, Path target, int strip, Predicate<String> wanted) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                ZipArchiveInputStream zip = new ZipArchiveInputStream(file)) {
            entries(zip, target, strip, wanted);
        }
    }

    static void tarXz(Path archive, Path target) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(file))) {
            entries(tar, target, 0, name -> true);
        }
    }

    private static <E extends ArchiveEntry> void entries(
            ArchiveInputStream<E> archive, Path target, int strip, Predicate<String> wanted) throws IOException {
        for (E entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            Path name = Path.of(entry.getName());
            if (wanted.test(entry.getName()) && name.getNameCount() > strip) {
                write(archive, entry, inside(target, name.subpath(strip, name.getNameCount())));
            }
        }
    }

    private static Path inside(Path target, Path name) throws IOException {
        Path path = target.resolve(name).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("The archive's entry " + name + " would land outside " + target);
        }
        return path;
    }

    private static void write(InputStream content, ArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry instanceof TarArchiveEntry link && link.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(link.getLinkName()));
            return;
        }
        Files.copy(content, path);
        if (entry instanceof TarArchiveEntry file && (file.getMode() & OWNER_MAY_EXECUTE) != 0) {
            makeExecutable(path);
        }
    }

    static void makeExecutable(Path file) throws IOException {
        if (!file.toFile().setExecutable(true, false)) {
            throw new IOException("Cannot make " + file + " executable");
        }
    }
}
