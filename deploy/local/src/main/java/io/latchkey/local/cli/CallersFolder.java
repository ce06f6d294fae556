package io.latchkey.local.cli;

import java.nio.file.Path;

/** The script changes to the checkout, but a path on the command line is relative to the folder of the caller. */
final class CallersFolder {
    /** Set by the script. */
    static final String PROPERTY = "latchkey.caller";

    private CallersFolder() {}

    /** Relative paths stay relative in the checkout itself, so that messages are short. */
    static Path resolve(Path path) {
        var caller = Path.of(System.getProperty(PROPERTY, ""));
        return caller.toAbsolutePath().equals(Path.of("").toAbsolutePath()) ? path : caller.resolve(path);
    }
}
