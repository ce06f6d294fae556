/**
 * Consent: an <em>authorization</em> is one attempt to obtain it, and a <em>flow</em> is one press of <em>Continue</em>
 * within it. Each step is a package: {@code begin} creates the link, {@code connect} shows the page of the link,
 * {@code callback} accepts the response, {@code device} shows a code to enter at the provider and polls for the result,
 * {@code completion} is the last step, performed by the principal that began the authorization, and {@code expiry} ends
 * authorizations that were not finished or redeemed in time.
 */
@NullMarked
package io.latchkey.broker.consent;

import org.jspecify.annotations.NullMarked;
