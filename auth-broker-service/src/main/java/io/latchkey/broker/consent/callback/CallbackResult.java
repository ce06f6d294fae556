package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.browser.Rejection;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the browser.
 *
 * @param flow whose binding is over; null where none was used up
 * @param rejection shown as a page; null: the browser is sent on at once
 * @param target where the browser goes, or where the page's button leads; null: nowhere
 */
record CallbackResult(@Nullable UUID flow, @Nullable Rejection rejection, @Nullable URI target) {
    /** The flow is over, and the caller is told so through its {@code returnUrl}. */
    static CallbackResult sentBack(UUID flow, URI target) {
        return new CallbackResult(flow, null, target);
    }

    /** The flow is over; a page says why, and its button leads back to the caller. */
    static CallbackResult explained(UUID flow, Rejection rejection, URI target) {
        return new CallbackResult(flow, rejection, target);
    }

    /** Nothing was used up. */
    static CallbackResult refused(Rejection rejection) {
        return new CallbackResult(null, rejection, null);
    }

    Optional<UUID> endedFlow() {
        return Optional.ofNullable(flow);
    }
}
