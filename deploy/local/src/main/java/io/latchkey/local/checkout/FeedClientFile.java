package io.latchkey.local.checkout;

import io.latchkey.local.site.Site;
import io.latchkey.local.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The settings of a Kafka consumer that may read the public feed and nothing else, in a file for its owner only. */
public final class FeedClientFile {
    private static final String COMMENT = """
            # Reads the public feed latchkey.connections.v1 and nothing else; the name of a group begins with "platform".
            # For Java; librdkafka takes sasl.username and sasl.password in place of sasl.jaas.config (docs/events.md).
            """;

    private FeedClientFile() {}

    public static Path of(Site site) {
        return site.state().resolve("feed.properties");
    }

    public static void write(LocalStack stack, Site site) {
        Map<String, String> settings = new TreeMap<>(stack.kafka().feedClientSettings());
        settings.put("group.id", "platform-example");
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        String lines = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n", COMMENT, "\n"));
        try {
            Path file = of(site);
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
