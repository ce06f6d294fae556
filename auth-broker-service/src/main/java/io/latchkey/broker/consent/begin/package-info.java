/** The first step of a consent: creates an authorization and the link to its page. */
@NullMarked
package io.latchkey.broker.consent.begin;

import org.jspecify.annotations.NullMarked;
