package io.latchkey.events.record;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record of a feed that a projection is built from.
 *
 * @param partition that {@code key} belongs to; a projection is complete once its partitions have caught up
 * @param event null for a null record: the feed has no more events of {@code key}
 */
public record FeedRecord<T>(
        int partition, UUID key, @Nullable FeedEvent<T> event) {}
