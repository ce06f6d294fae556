/** What was not finished, or not redeemed, in time. */
@NullMarked
package io.latchkey.broker.consent.lapse;

import org.jspecify.annotations.NullMarked;
