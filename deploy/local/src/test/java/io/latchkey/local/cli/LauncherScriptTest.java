package io.latchkey.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.local.site.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in a fresh clone, with a Maven and a Java that only record that they were called. */
class LauncherScriptTest {
    private static final String WAITING =
            "Another ./latchkey command is building the launcher: waiting for that build ...";

    @TempDir
    Path clone;

    @BeforeEach
    void freshClone() throws IOException {
        Files.copy(Checkout.current().root().resolve("latchkey"), clone.resolve("latchkey"));
        Files.createFile(clone.resolve("pom.xml"));
        for (var module : List.of("contracts", "catalog", "demo", "deploy/local")) {
            Files.createDirectories(clone.resolve(module + "/src/main"));
            Files.createFile(clone.resolve(module + "/pom.xml"));
        }
        program("bin/mvn", """
                echo begin >> builds
                until [ -e go ]; do [ -e pom.xml ] || exit 1; sleep 0.1; done
                echo classes > deploy/local/target/classpath
                echo end >> builds
                """);
        program("bin/java", """
                if [ "$1" = -version ]; then echo 'openjdk version "17.0.1"' >&2; else echo "started $*"; fi
                """);
        program("bin/javac", "");
    }

    @Test
    void aSecondCommandWaitsForTheBuildOfTheFirst() throws Exception {
        var first = latchkey("first", "up");
        await().until(() -> lines("builds").contains("begin"));
        var second = latchkey("second", "status");
        await().until(() -> lines("second").contains(WAITING));
        Files.createFile(clone.resolve("go"));

        assertThat(exitCode(first)).isZero();
        assertThat(exitCode(second)).isZero();
        assertThat(lines("builds")).containsExactly("begin", "end");
        assertThat(lines("first")).doesNotContain(WAITING).last().asString().endsWith("Main up");
        assertThat(lines("second")).last().asString().endsWith("Main status");
    }

    @Test
    void aKilledCommandLeavesNoLock() throws Exception {
        var killed = latchkey("killed", "up");
        await().until(() -> lines("builds").contains("begin"));
        var all = killed.descendants().toList();
        killed.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        await().until(() -> !killed.isAlive() && all.stream().noneMatch(ProcessHandle::isAlive));
        Files.createFile(clone.resolve("go"));

        assertThat(exitCode(latchkey("next", "up"))).isZero();
        assertThat(lines("next")).doesNotContain(WAITING).last().asString().endsWith("Main up");
    }

    @Test
    void anUnknownCommandBuildsNothing() throws Exception {
        assertThat(exitCode(latchkey("unknown", "frob"))).isEqualTo(1);
        assertThat(lines("unknown")).containsExactly("Unknown command 'frob'. ./latchkey help lists all commands.");
    }

    @Test
    void helpOfACommandIsNotItsStart() throws Exception {
        Files.createFile(clone.resolve("go"));

        assertThat(exitCode(latchkey("help", "demo", "--help"))).isZero();
        assertThat(lines("help"))
                .noneSatisfy(line -> assertThat(line).contains("The demo takes"))
                .last()
                .asString()
                .endsWith("Main demo --help");
    }

    private Process latchkey(String output, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("sh", "latchkey"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(clone.toFile())
                .redirectErrorStream(true)
                .redirectOutput(clone.resolve(output).toFile());
        process.environment().put("PATH", clone.resolve("bin") + ":" + System.getenv("PATH"));
        process.environment().put("JAVA_HOME", clone.toString());
        return process.start();
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("ended").isTrue();
        return process.exitValue();
    }

    private void program(String file, String script) throws IOException {
        var path = clone.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\n" + script);
        assertThat(path.toFile().setExecutable(true)).isTrue();
    }

    private List<String> lines(String file) throws IOException {
        var path = clone.resolve(file);
        return Files.exists(path) ? Files.readAllLines(path) : List.of();
    }
}
