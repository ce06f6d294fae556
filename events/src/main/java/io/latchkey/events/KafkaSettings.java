package io.latchkey.events;

import io.latchkey.bootstrap.settings.LibrarySettings;
import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.WithName;

/** What Kafka's clients have to be told; any other setting of theirs can be told in the same way. */
@LibrarySettings(prefix = "kafka")
public interface KafkaSettings {
    @Setting(
            value = "Where Kafka is, one or more of its brokers. Any other setting of Kafka's clients is made likewise:"
                    + " `KAFKA_SECURITY_PROTOCOL` for `security.protocol`.",
            example = "kafka-1.example.com:9093,kafka-2.example.com:9093",
            form = "[^\\s,]+:\\d+(\\s*,\\s*[^\\s,]+:\\d+)*")
    @WithName("bootstrap.servers")
    String bootstrapServers();
}
