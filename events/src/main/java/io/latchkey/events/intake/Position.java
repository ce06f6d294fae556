package io.latchkey.events.intake;

/** Where a record stands. */
record Position(String topic, int partition, long offset) {}
