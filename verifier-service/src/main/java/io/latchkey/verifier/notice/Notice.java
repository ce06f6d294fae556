package io.latchkey.verifier.notice;

import java.time.Duration;
import java.time.Instant;

/**
 * A warning that a grant ends.
 *
 * @param lead how long before the end it is told
 * @param at when it is told
 */
public record Notice(Duration lead, Instant at) {}
