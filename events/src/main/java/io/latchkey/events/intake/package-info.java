/**
 * Consumers of facts and of feeds. A record that cannot be read, or that a rule or the database rejects because of its
 * content, becomes a dead letter; a failure of a server or the network is retried in place, without limit.
 */
@NullMarked
package io.latchkey.events.intake;

import org.jspecify.annotations.NullMarked;
