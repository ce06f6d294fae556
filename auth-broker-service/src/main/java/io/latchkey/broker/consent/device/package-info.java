/** Consent with a device code: its page, and the polls for its result. */
@NullMarked
package io.latchkey.broker.consent.device;

import org.jspecify.annotations.NullMarked;
