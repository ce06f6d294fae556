package io.latchkey.events.intake;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What this service does with a record of each topic that it consumes. */
@ApplicationScoped
class Subscriptions {
    /**
     * @param isFeed whether each record of a key stands in for those before it
     * @param application fails with what {@link RetryInPlace} does not retry
     */
    record Subscription(boolean isFeed, Function<KafkaRecord, Uni<Void>> application) {}

    private final Map<String, Subscription> byTopic = new ConcurrentHashMap<>();

    void add(String topic, Subscription subscription) {
        byTopic.put(topic, subscription);
    }

    Optional<Subscription> to(String topic) {
        return Optional.ofNullable(byTopic.get(topic));
    }
}
