package io.latchkey.verifier.notice;

import java.time.Duration;
import java.time.Instant;

/**
 * A warning that a grant ends.
 *
 * @param lead how long before the end it is published
 * @param at when it is published
 */
public record Notice(Duration lead, Instant at) {}
