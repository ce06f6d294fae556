/**
 * Consent: an <em>authorization</em> is one attempt to get it, a <em>flow</em> one press of <em>Continue</em> within
 * it. The steps are packages: {@code begin} mints the link, {@code connect} shows the page that it opens, {@code
 * callback} takes what the provider answers, {@code completion} is the last step, by who began it, and {@code lapse}
 * forgets what nobody redeemed.
 */
@NullMarked
package io.latchkey.broker.consent;

import org.jspecify.annotations.NullMarked;
