package io.latchkey.local.backing.process;

import com.sun.security.auth.module.UnixSystem;
import io.latchkey.local.process.StartFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a program that refuses to run as root, if the user is root.
 *
 * <p>First it tries a user namespace without a mapping: the process sees itself as the user nobody, but can access
 * root's files. If the system allows no user namespace, the user nobody becomes the owner of the data folder, if it can
 * reach it.
 */
final class Unprivileged {
    private static final List<String> NAMESPACE = List.of("unshare", "--user");
    private static final List<String> NOBODY =
            List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");

    private Unprivileged() {}

    /** What to put before a command that runs {@code program} on {@code data}; nothing for an ordinary user. */
    static List<String> prefix(Path program, Path data) {
        if (new UnixSystem().getUid() != 0) {
            return List.of();
        }
        if (succeeds(NAMESPACE, "true")) {
            return NAMESPACE;
        }
        if (succeeds(NOBODY, "test", "-x", program.toString()) && give(data)) {
            return NOBODY;
        }
        throw new StartFailed(
                "PostgreSQL does not run as root, this system allows no user namespace, and the user nobody cannot reach %s and %s: run as an ordinary user, or set LATCHKEY_CACHE and LATCHKEY_STATE to folders outside /root"
                        .formatted(program, data));
    }

    /** The two folders above become passable, not readable, for others. */
    private static boolean give(Path data) {
        String[] above = Stream.iterate(data.getParent(), folder -> folder != null, Path::getParent)
                .limit(2)
                .map(Path::toString)
                .toArray(String[]::new);
        return succeeds(List.of("chmod", "o+x"), above)
                && succeeds(List.of("chown", "-R", "nobody"), data.toString())
                && succeeds(NOBODY, "test", "-w", data.toString());
    }

    private static boolean succeeds(List<String> prefix, String... command) {
        try {
            return new ProcessBuilder(Stream.concat(prefix.stream(), Stream.of(command))
                                    .toList())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
