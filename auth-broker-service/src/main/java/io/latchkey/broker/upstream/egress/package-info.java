/** Decides to which addresses the broker connects when it calls a provider. */
@NullMarked
package io.latchkey.broker.upstream.egress;

import org.jspecify.annotations.NullMarked;
