package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.secret.OneTimeToken;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A response sent by a browser, or by a program in its place.
 *
 * @param objection why the response must not be processed; empty if a person sent it
 * @param authorization finds the authorization of the response; fails with a {@link RejectedException}
 * @param binding returns the browser's binding secret for an authorization
 * @param entered whether a person entered the response in a form of the broker, so that no provider was asked before
 */
public record Arrival(
        Optional<Rejection> objection,
        Supplier<Uni<Authorization>> authorization,
        Function<UUID, @Nullable String> binding,
        BrowserResponse response,
        boolean entered) {
    /**
     * A fingerprint of the response that only the browser with this binding can reproduce. Callbacks have the same
     * fingerprint only if they are equal. All forms have the same one, so that nothing derived from the entered values
     * is stored.
     */
    OneTimeToken fingerprint(String shown) {
        return OneTimeToken.derived(shown, entered ? "form" : "response/" + response.canonical());
    }
}
