/** What was not finished, or not redeemed, in time. */
@NullMarked
package io.latchkey.broker.consent.expiry;

import org.jspecify.annotations.NullMarked;
