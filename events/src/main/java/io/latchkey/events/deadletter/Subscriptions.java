package io.latchkey.events.deadletter;

import io.latchkey.events.record.KafkaRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What this service does with a record of each topic that it consumes. */
@ApplicationScoped
public class Subscriptions {
    /** @param isFeed whether each record of a key replaces the previous ones */
    public record Subscription(boolean isFeed, Replay replay) {}

    /** Applies a record that was given up; fails with failures that are not retried in place. */
    @FunctionalInterface
    public interface Replay {
        /**
         * @param known of a feed, the offset up to which its partition is known to have no newer record of the same key
         * @return false, and nothing is changed, if the service has applied records of the feed beyond {@code known}
         */
        Uni<Boolean> apply(KafkaRecord record, long known);
    }

    private final Map<String, Subscription> byTopic = new ConcurrentHashMap<>();

    public void add(String topic, Subscription subscription) {
        byTopic.put(topic, subscription);
    }

    public Optional<Subscription> to(String topic) {
        return Optional.ofNullable(byTopic.get(topic));
    }
}
