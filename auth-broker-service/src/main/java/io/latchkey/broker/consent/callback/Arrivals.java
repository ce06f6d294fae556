package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.Methods;
import io.quarkus.hibernate.reactive.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the authorization to which a response belongs. */
@ApplicationScoped
class Arrivals {
    private final Authorizations authorizations;

    private final Methods methods;

    Arrivals(Authorizations authorizations, Methods methods) {
        this.authorizations = authorizations;
        this.methods = methods;
    }

    /**
     * A callback belongs to the authorization whose state it returns to the redirect URI of {@code provider}.
     *
     * @param host that the user has named, from the redirect URI; null: the redirect URI has none
     * @param opened whether no header shows that the browser sent the request without a person
     */
    Arrival callback(
            String provider,
            @Nullable String host,
            BrowserResponse response,
            boolean opened,
            Function<UUID, @Nullable String> binding) {
        return new Arrival(
                opened ? Optional.empty() : Optional.of(Rejection.NOT_OPENED),
                () -> Panache.withSession(() ->
                                authorizations.byState(response.text("state").orElse("")))
                        .map(found -> found.filter(authorization ->
                                        authorization.request().provider().equals(provider)
                                                && Objects.equals(hostOf(authorization), host))
                                .orElseThrow(() -> new RejectedException(Rejection.UNKNOWN_STATE))),
                binding,
                response,
                false);
    }

    private @Nullable String hostOf(Authorization authorization) {
        var request = authorization.request();
        return methods.find(
                        request.provider(),
                        request.method(),
                        authorization.flow().parameters())
                .flatMap(AuthMethod::namedHost)
                .orElse(null);
    }

    /**
     * A form belongs to the authorization of its link.
     *
     * @param ours whether a page of the broker sent the form
     */
    Arrival form(String token, BrowserResponse response, boolean ours, Function<UUID, @Nullable String> binding) {
        return new Arrival(
                ours ? Optional.empty() : Optional.of(Rejection.FORGED_REQUEST),
                () -> Panache.withSession(() -> authorizations.byLink(token))
                        .map(found -> found.filter(Authorization::hasFlow)
                                .orElseThrow(() -> new RejectedException(Rejection.UNKNOWN_LINK))),
                binding,
                response,
                true);
    }
}
