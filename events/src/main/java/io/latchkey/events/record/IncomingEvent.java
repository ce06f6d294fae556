package io.latchkey.events.record;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decoded event.
 *
 * @param key the connection's id
 * @param id the CloudEvents {@code id}, the same in every duplicate
 * @param sequence orders the events of one connection; null where the topic has none, never in a feed
 */
public record IncomingEvent<T>(
        UUID key,
        UUID id,
        String type,
        Instant time,
        @Nullable Long sequence,
        T data) {}
