package io.latchkey.events.record;

import java.time.Instant;
import java.util.UUID;

/**
 * A decoded event.
 *
 * @param key the connection's id
 * @param id the CloudEvents {@code id}, the same in every duplicate
 */
public record IncomingEvent<T>(UUID key, UUID id, String type, Instant time, T data) {}
