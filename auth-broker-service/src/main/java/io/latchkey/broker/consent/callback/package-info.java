/** Responses from the browser, as a callback or as a form: all checks of a response, and the redirect that follows. */
@NullMarked
package io.latchkey.broker.consent.callback;

import org.jspecify.annotations.NullMarked;
