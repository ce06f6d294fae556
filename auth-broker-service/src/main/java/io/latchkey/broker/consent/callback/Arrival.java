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
 * A response as a browser brought it.
 *
 * @param objection why it must not even be looked at; empty: a person has sent it
 * @param authorization finds what it belongs to; fails with a {@link RejectedException}
 * @param binding what the browser holds for an authorization
 * @param entered whether a person has entered it in a form of ours, where no provider was asked before
 */
record Arrival(
        Optional<Rejection> objection,
        Supplier<Uni<Authorization>> authorization,
        Function<UUID, @Nullable String> binding,
        BrowserResponse response,
        boolean entered) {
    /**
     * What only the browser with this binding can make of it. Equal callbacks, and no others, make equal ones; forms do
     * all the same, for nothing that a person enters leaves a trace.
     */
    OneTimeToken fingerprint(String shown) {
        return OneTimeToken.derived(shown, entered ? "form" : "response/" + response.canonical());
    }
}
