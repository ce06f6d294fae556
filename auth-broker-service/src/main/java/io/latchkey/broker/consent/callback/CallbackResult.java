package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.browser.Rejection;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the browser.
 *
 * @param rejection shown as a page; null: the browser is sent on at once
 * @param target where the browser goes, or where the page's button leads; null: nowhere
 */
record CallbackResult(
        @Nullable Rejection rejection, @Nullable URI target) {
    /** The caller is told through its {@code returnUrl} what became of it. */
    static CallbackResult sentBack(URI target) {
        return new CallbackResult(null, target);
    }

    /** A page says why, and its button leads back to the caller. */
    static CallbackResult explained(Rejection rejection, URI target) {
        return new CallbackResult(rejection, target);
    }

    /** Nothing was used up, and nobody needs to be told but the person. */
    static CallbackResult refused(Rejection rejection) {
        return new CallbackResult(rejection, null);
    }
}
