/** What browsers are shown and given: pages, cookies, and the closed list of what can go wrong. */
@NullMarked
package io.latchkey.broker.consent.browser;

import org.jspecify.annotations.NullMarked;
