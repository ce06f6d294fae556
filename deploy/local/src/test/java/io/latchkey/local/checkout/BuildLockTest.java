package io.latchkey.local.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildLockTest {
    private final List<String> steps = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void aLauncherWaitsForTheBuildOfAnotherProcessAndNotAfterItsDeath() throws IOException {
        var lock = new BuildLock(folder.resolve("target/lock"));
        Process other = otherLauncher(lock.file());
        assertThat(other.inputReader().readLine()).isEqualTo("held");

        lock.whileHeld(
                () -> {
                    steps.add("waiting");
                    other.destroyForcibly();
                },
                () -> steps.add("building"));

        assertThat(steps).containsExactly("waiting", "building");
    }

    @Test
    void aFreeLockNeedsNoWaiting() {
        new BuildLock(folder.resolve("lock")).whileHeld(() -> steps.add("waiting"), () -> steps.add("building"));

        assertThat(steps).containsExactly("building");
    }

    private static Process otherLauncher(Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Holds the lock until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) {
            new BuildLock(Path.of(arguments[0])).whileHeld(() -> {}, () -> {
                System.out.println("held");
                LockSupport.park();
            });
        }
    }
}
