package io.latchkey.local.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Deletes a folder after this JVM and its processes have ended, for any reason. */
final class Janitor {
    /** Longer than a leashed process has for its orderly end. */
    private static final String WAITING = """
            trap '' INT TERM HUP
            read -r _
            sleep 6
            rm -rf "$1"
            """;

    private Janitor() {}

    static void deleteInTheEnd(Path folder) {
        try {
            new ProcessBuilder("sh", "-c", WAITING, "janitor", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
