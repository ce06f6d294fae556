package io.latchkey.events.record;

/**
 * A decoded event of a feed.
 *
 * @param type the CloudEvents {@code type}
 * @param sequence orders the events of one connection; from 1
 */
public record FeedEvent<T>(String type, long sequence, T data) {}
