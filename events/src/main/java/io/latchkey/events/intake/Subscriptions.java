package io.latchkey.events.intake;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What this service does with a record of each topic that it consumes. */
@ApplicationScoped
class Subscriptions {
    /** @param isFeed whether each record of a key replaces the previous ones */
    record Subscription(boolean isFeed, Replay replay) {}

    /** Applies a record that was given up; fails with what {@link RetryInPlace} does not retry. */
    @FunctionalInterface
    interface Replay {
        /**
         * @param known of a feed, the offset up to which its partition is known to have no newer record of the same key
         * @return false, and nothing is changed, if the service has applied records of the feed beyond {@code known}
         */
        Uni<Boolean> apply(KafkaRecord record, long known);
    }

    private final Map<String, Subscription> byTopic = new ConcurrentHashMap<>();

    void add(String topic, Subscription subscription) {
        byTopic.put(topic, subscription);
    }

    Optional<Subscription> to(String topic) {
        return Optional.ofNullable(byTopic.get(topic));
    }
}
