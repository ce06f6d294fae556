package io.latchkey.systemtests.deploy;

import io.latchkey.local.site.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;

/** How long a clean stop may take, added up from where each step is stated. */
final class CleanStopSteps {
    private CleanStopSteps() {}

    static Duration longest() {
        return seconds("Dockerfile", "QUARKUS_SHUTDOWN_DELAY=(\\d+)s")
                .plus(seconds(
                        "bootstrap/src/main/resources/META-INF/microprofile-config.properties",
                        "quarkus.shutdown.timeout=(\\d+)s"))
                .plus(seconds(
                        "bootstrap/src/main/java/io/latchkey/bootstrap/settings/CleanStop.java",
                        "Duration.ofSeconds\\((\\d+)\\)"));
    }

    static Duration grantedByCompose() {
        return seconds("docker-compose.yml", "stop_grace_period: (\\d+)s");
    }

    /** The sum of what the file states. */
    private static Duration seconds(String file, String statement) {
        try {
            var text = Files.readString(Checkout.current().root().resolve(file));
            return Pattern.compile(statement)
                    .matcher(text)
                    .results()
                    .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))))
                    .reduce(Duration::plus)
                    .orElseThrow(() -> new IllegalStateException(file + " states no " + statement));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
