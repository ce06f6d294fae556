package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.browser.BrowserPages;
import io.latchkey.broker.consent.browser.FormNotice;
import io.latchkey.broker.consent.browser.Rejection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the browser.
 *
 * @param rejection shown as a page; null: the browser is sent on at once, or asked again
 * @param target where the browser goes, or where the page's button leads; null: nowhere
 * @param notice why the form is shown again; null: it is not
 */
record CallbackResult(
        @Nullable Rejection rejection,
        @Nullable URI target,
        @Nullable FormNotice notice) {
    /** The caller is told through its {@code returnUrl} what became of it. */
    static CallbackResult sentBack(URI target) {
        return new CallbackResult(null, target, null);
    }

    /** A page says why, and its button leads back to the caller. */
    static CallbackResult explained(Rejection rejection, URI target) {
        return new CallbackResult(rejection, target, null);
    }

    /** Nothing was used up, and nobody needs to be told but the person. */
    static CallbackResult refused(Rejection rejection) {
        return new CallbackResult(rejection, null, null);
    }

    /** Nothing was used up, and the person can enter something else. */
    static CallbackResult askedAgain(FormNotice notice) {
        return new CallbackResult(null, null, notice);
    }

    /** The redirect or the page; not where the form is shown again. */
    Uni<Response> on(BrowserPages pages) {
        return rejection == null
                ? Uni.createFrom()
                        .item(BrowserPages.seeOther(Objects.requireNonNull(target))
                                .build())
                : pages.rejection(rejection, target);
    }
}
