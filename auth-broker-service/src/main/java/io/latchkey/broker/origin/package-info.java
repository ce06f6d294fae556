/**
 * Controls to which origins secrets may be sent: a provider whose origin changes in the catalog receives none until an
 * operator confirms the new origin.
 */
@NullMarked
package io.latchkey.broker.origin;

import org.jspecify.annotations.NullMarked;
