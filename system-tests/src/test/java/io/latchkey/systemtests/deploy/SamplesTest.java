package io.latchkey.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.local.process.Ports;
import io.latchkey.local.site.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples and the commands of the README, without a stack. */
class SamplesTest {
    private static final Path ROOT = Checkout.current().root();
    private static final Pattern USED = Pattern.compile("\\$([A-Z_]{2,})");
    private static final Pattern ASSIGNED = Pattern.compile("\\b([A-Z_]{2,})=");

    @TempDir
    Path folder;

    @Test
    void theReadmeUsesOnlyVariablesThatItOrTheLauncherSets() {
        var readme = Texts.of(ROOT.resolve("README.md"));
        var launcher = Texts.of(ROOT.resolve("deploy/local/src/main/java/io/latchkey/local/cli/EnvCommand.java"));

        assertThat(names(USED, readme)).contains("PROVIDERS").isSubsetOf(names(ASSIGNED, readme + launcher));
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(name -> name.group(1)).collect(Collectors.toSet());
    }

    @Test
    void controlCEndsTheConsumerWithoutAStackTrace() throws Exception {
        Files.writeString(folder.resolve("confluent_kafka.py"), """
                import time

                class KafkaException(Exception):
                    pass

                class Consumer:
                    def __init__(self, settings): pass
                    def subscribe(self, topics): print("subscribed", flush=True)
                    def poll(self, seconds): time.sleep(seconds)
                    def close(self): print("closed", flush=True)
                """);
        Files.createFile(folder.resolve("feed.properties"));

        assertThat(interrupted("feed-consumer/feed_consumer.py", "subscribed"))
                .isEqualToIgnoringNewLines("subscribedclosed");
    }

    @Test
    void controlCEndsTheBackendWithoutAStackTrace() throws Exception {
        assertThat(interrupted("platform-backend/app.py", "Open http")).doesNotContain("Traceback");
    }

    /** The output of a sample that gets the signal of Ctrl-C once it has printed {@code ready}. */
    private String interrupted(String sample, String ready) throws IOException, InterruptedException {
        acceptSignal();
        var output = folder.resolve("output");
        var builder = new ProcessBuilder(
                        "python3", ROOT.resolve("docs/samples").resolve(sample).toString(), "feed.properties")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PYTHONPATH",
                        folder.toString(),
                        "CLIENT_SECRET",
                        "unused",
                        "PORT",
                        String.valueOf(Ports.free())));
        var process = builder.start();
        try {
            await().until(() -> Files.readString(output).contains(ready));
            var signal = new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();
            assertThat(signal.waitFor()).isZero();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    /** A build in the background of a shell ignores the signal, and so would the sample. Python loads this file first. */
    private void acceptSignal() throws IOException {
        Files.writeString(
                folder.resolve("sitecustomize.py"),
                "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n");
    }
}
