package io.latchkey.events.record;

/** The position of a record. */
public record Position(String topic, int partition, long offset) {}
