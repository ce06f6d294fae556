package io.latchkey.events;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Kafka's clients report each metric of a topic twice: with the topic's name, and with underscores in place of its dots
 * for the sake of older dashboards (KIP-1109). Only the first is published.
 */
@Dependent
class KafkaMeters {
    private static final String OLD_PREFIX = "latchkey_";

    @Produces
    @Singleton
    MeterFilter withoutRenamedTopics() {
        return MeterFilter.deny(KafkaMeters::namesARenamedTopic);
    }

    private static boolean namesARenamedTopic(Meter.Id id) {
        String topic = id.getTag("topic");
        return id.getName().startsWith("kafka.") && topic != null && topic.startsWith(OLD_PREFIX);
    }
}
