import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Follows the public feed and keeps a copy of each connection's latest view: {@code java -cp "$KAFKA/*"
 * FeedConsumer.java feed.properties}. docs/events.md says how to run it. With a second argument it ends after so many
 * seconds.
 */
public final class FeedConsumer {
    private static final String TOPIC = "latchkey.connections.v1";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a platform keeps in a table: by connection, the last sequence that was applied and the view. */
    private final Map<String, Copy> copies = new HashMap<>();

    private record Copy(long sequence, JsonNode view) {}

    public static void main(String[] arguments) throws IOException {
        var settings = new Properties();
        try (var file = Files.newBufferedReader(Path.of(arguments[0]))) {
            settings.load(file);
        }
        // Records of a transaction that was aborted are no events.
        settings.put("isolation.level", "read_committed");
        // A new group reads everything that the topic holds: the whole state of every connection.
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        // The login may use groups whose name begins with its own.
        settings.put("group.id", "platform-sample-java");
        var end = arguments.length > 1 ? System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000_000 : Long.MAX_VALUE;
        new FeedConsumer().follow(settings, end);
    }

    private void follow(Properties settings, long end) throws IOException {
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            while (System.nanoTime() < end) {
                for (var event : consumer.poll(Duration.ofSeconds(1))) {
                    apply(event);
                }
                // After what was read is applied: a crash before this line reads it again, and the sequence drops it.
                consumer.commitSync();
            }
        }
    }

    private void apply(ConsumerRecord<String, String> event) throws IOException {
        if (event.value() == null) {
            copies.remove(event.key());
            System.out.println(event.key() + " forgotten: its credential is destroyed, and compaction removes its events");
            return;
        }
        long sequence = Long.parseLong(header(event, "ce_sequence"));
        var known = copies.get(event.key());
        if (known != null && sequence <= known.sequence()) {
            return;
        }
        var data = JSON.readTree(event.value());
        copies.put(event.key(), new Copy(sequence, data.path("connection")));
        System.out.printf(
                "%s %d %s %s%n",
                event.key(), sequence, header(event, "ce_type"), data.at("/connection/state").asText());
    }

    private static String header(ConsumerRecord<?, ?> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
