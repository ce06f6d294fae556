package io.latchkey.catalog.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.catalog.read.CatalogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads one file. Whatever prevents that becomes a fault of the file. */
final class FileContent {
    /** Many times the size of an entry with a hundred permissions. */
    private static final int MOST_KIB = 128;

    private static final int MOST_BYTES = MOST_KIB * 1024;

    private FileContent() {}

    static CatalogFile of(Path path) {
        if (!Files.exists(path)) {
            return unreadable(path, "", "cannot be read: it was removed, or is a link to a file that does not exist");
        }
        if (!Files.isRegularFile(path)) {
            return unreadable(path, "", "is not a regular file");
        }
        try (var in = Files.newInputStream(path)) {
            var bytes = in.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES
                    ? unreadable(
                            path,
                            new String(bytes, UTF_8),
                            "is larger than " + MOST_KIB + " KiB: a file describes one provider")
                    : decoded(path, bytes);
        } catch (AccessDeniedException e) {
            return unreadable(path, "", "cannot be read: this process lacks the permission");
        } catch (IOException e) {
            return unreadable(path, "", "cannot be read: " + e.getMessage());
        }
    }

    private static CatalogFile decoded(Path path, byte[] bytes) {
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new CatalogFile(path.toString(), text);
        } catch (CharacterCodingException e) {
            return unreadable(path, new String(bytes, UTF_8), "is not text in UTF-8");
        }
    }

    private static CatalogFile unreadable(Path path, String text, String fault) {
        return CatalogFile.unreadable(path.toString(), text, fault);
    }
}
