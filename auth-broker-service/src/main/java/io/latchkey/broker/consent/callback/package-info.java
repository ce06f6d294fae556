/** What a provider sends back, each check of it, and where the browser goes next. */
@NullMarked
package io.latchkey.broker.consent.callback;

import org.jspecify.annotations.NullMarked;
