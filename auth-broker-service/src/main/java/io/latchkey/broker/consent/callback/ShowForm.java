package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.ConsentSettings;
import io.latchkey.broker.consent.LinkRule;
import io.latchkey.broker.consent.browser.FormNotice;
import io.latchkey.broker.consent.browser.FormView;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Methods;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data for the page on which a person enters a credential. Only the browser that pressed <em>Continue</em>
 * can see the page.
 */
@ApplicationScoped
class ShowForm {
    private final Authorizations authorizations;
    private final Methods methods;
    private final ConsentSettings config;
    private final Clock clock;

    ShowForm(Authorizations authorizations, Methods methods, ConsentSettings config, Clock clock) {
        this.authorizations = authorizations;
        this.methods = methods;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Fails with a {@link RejectedException} if the link cannot be opened, or not in this browser.
     *
     * @param notice why the form is shown again; null if it is shown for the first time
     */
    Uni<FormView> view(
            String token, Function<UUID, @Nullable String> binding, String csrf, @Nullable FormNotice notice) {
        return Panache.withSession(() -> authorizations.byLink(token)).map(found -> {
            var authorization = LinkRule.requireOpen(found, clock.instant());
            if (!authorization.hasFlow() || !authorization.flow().isBoundTo(binding.apply(authorization.id()))) {
                throw new RejectedException(Rejection.OTHER_BROWSER);
            }
            return view(authorization, methodOf(authorization), csrf, notice);
        });
    }

    private FormView view(Authorization authorization, AuthMethod method, String csrf, @Nullable FormNotice notice) {
        var form = method.form().orElseThrow(() -> new RejectedException(Rejection.UNKNOWN_LINK));
        var unverified = authorization.baseGeneration() > 0 && !method.spec().namesAccount();
        return new FormView(
                method.provider().name(),
                config.platformName(),
                form.fields(),
                unverified,
                method.spec().verifiable(),
                notice,
                csrf);
    }

    private AuthMethod methodOf(Authorization authorization) {
        var request = authorization.request();
        return methods.find(request.provider(), request.method())
                .orElseThrow(() -> new RejectedException(Rejection.UNKNOWN_LINK));
    }
}
