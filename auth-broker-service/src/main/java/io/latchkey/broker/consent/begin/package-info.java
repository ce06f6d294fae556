/** The first step of a consent: an authorization, and the link that opens its page. */
@NullMarked
package io.latchkey.broker.consent.begin;

import org.jspecify.annotations.NullMarked;
