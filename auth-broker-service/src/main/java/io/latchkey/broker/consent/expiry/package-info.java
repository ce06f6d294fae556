/** Ends authorizations that were not finished or redeemed in time. */
@NullMarked
package io.latchkey.broker.consent.expiry;

import org.jspecify.annotations.NullMarked;
