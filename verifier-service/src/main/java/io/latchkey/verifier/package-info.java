/**
 * verifier-service: schedules the checks of connections and evaluates their results. It sees no secret and decides no
 * state; it publishes facts. {@link io.latchkey.verifier.CheckScheduler} is the place to start reading.
 */
@NullMarked
package io.latchkey.verifier;

import org.jspecify.annotations.NullMarked;
