/** What a browser brings back, from the provider or in a form; each check of it, and where the browser goes next. */
@NullMarked
package io.latchkey.broker.consent.callback;

import org.jspecify.annotations.NullMarked;
