package io.latchkey.events.intake;

/** The position of a record. */
record Position(String topic, int partition, long offset) {}
