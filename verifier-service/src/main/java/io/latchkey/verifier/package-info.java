/**
 * verifier-service: when each connection is next looked at, and what a look means. It sees no secret and decides no
 * state; it tells facts. {@link io.latchkey.verifier.CheckScheduler} reads as its contents.
 */
@NullMarked
package io.latchkey.verifier;

import org.jspecify.annotations.NullMarked;
