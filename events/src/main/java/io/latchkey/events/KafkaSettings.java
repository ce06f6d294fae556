package io.latchkey.events;

import io.latchkey.bootstrap.settings.LibrarySettings;
import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.WithName;

/** The settings of the Kafka clients that Latchkey requires. Any other client setting can be set in the same way. */
@LibrarySettings(prefix = "kafka")
public interface KafkaSettings {
    @Setting(
            value = "One or more Kafka brokers. Other settings of the Kafka clients are set in the same way, for "
                    + "example `security.protocol` as `KAFKA_SECURITY_PROTOCOL`.",
            example = "kafka-1.example.com:9093,kafka-2.example.com:9093",
            form = "[^\\s,]+:\\d+(\\s*,\\s*[^\\s,]+:\\d+)*")
    @WithName("bootstrap.servers")
    String bootstrapServers();
}
