package io.latchkey.local.backing.process;

import io.latchkey.local.backing.KafkaSettings;
import io.latchkey.local.process.Errand;
import io.latchkey.local.process.Program;
import io.latchkey.local.site.Folders;
import io.latchkey.local.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.Uuid;

/** Kafka in a separate JVM, reachable on the loopback address only. */
final class KafkaProgram implements Supplier<Program> {
    private final KafkaSettings settings;
    private final Site site;

    KafkaProgram(KafkaSettings settings) {
        this.settings = settings;
        this.site = settings.site();
    }

    @Override
    public Program get() {
        Path data = Folders.create(site.data(KafkaSettings.NAME));
        Path log = data.resolve("log");
        Path properties = data.resolve("server.properties");
        try {
            Files.writeString(properties, settings.properties("127.0.0.1", log.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!Files.exists(log.resolve("meta.properties"))) {
            format(properties);
        }
        return Program.of(command("kafka.Kafka", properties.toString()), Map.of());
    }

    private void format(Path properties) {
        String clusterId =
                site.secrets().of("kafka.cluster-id", () -> Uuid.randomUuid().toString());
        new Errand(
                        "Creating Kafka's data folder",
                        "Kafka refused it",
                        site.logs().resolve("kafka-format.log"))
                .run(command("kafka.tools.StorageTool", "format", "-t", clusterId, "-c", properties.toString()));
    }

    private List<String> command(String... mainAndArguments) {
        List<String> command = Jvm.command("64m", "256m");
        Collections.addAll(
                command,
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                site.programs().kafka() + "/*");
        Collections.addAll(command, mainAndArguments);
        return command;
    }
}
