package io.latchkey.broker.consent.connect;

import io.latchkey.broker.catalog.CurrentCatalog;
import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.ConsentSettings;
import io.latchkey.broker.consent.LinkRule;
import io.latchkey.broker.consent.browser.ConnectView;
import io.latchkey.broker.consent.browser.ConnectView.Granted;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.method.NextStep.Form;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.PlatformModule;
import io.latchkey.catalog.Provider;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads the data for the page of a link. */
@ApplicationScoped
class ShowConnectPage {
    private final Authorizations authorizations;
    private final CurrentCatalog catalog;
    private final Methods methods;
    private final ConsentSettings config;
    private final Clock clock;

    ShowConnectPage(
            Authorizations authorizations,
            CurrentCatalog catalog,
            Methods methods,
            ConsentSettings config,
            Clock clock) {
        this.authorizations = authorizations;
        this.catalog = catalog;
        this.methods = methods;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Fails with a {@link RejectedException} if the link cannot be opened.
     *
     * @param entered what the person has entered for parameters, if the page is shown again
     */
    Uni<ConnectView> view(String token, String csrf, EnteredParameters entered) {
        return Panache.withSession(() -> authorizations.byLink(token)).map(found -> {
            var authorization = LinkRule.requireOpen(found, clock.instant());
            var provider = catalog.find(authorization.request().provider())
                    .orElseThrow(() -> new RejectedException(Rejection.UNKNOWN_LINK));
            return view(authorization, provider, csrf, entered);
        });
    }

    private ConnectView view(Authorization authorization, Provider provider, String csrf, EnteredParameters entered) {
        var method = methods.find(provider.id(), authorization.request().method());
        return new ConnectView(
                provider.name(),
                config.platformName(),
                authorization.request().connectionName().orElse(null),
                authorization.request().modules().stream()
                        .map(provider::module)
                        .flatMap(Optional::stream)
                        .map(PlatformModule::name)
                        .toList(),
                Granted.allOf(provider, authorization.request().permissions()),
                provider.fullAccessOnly(),
                method.map(AuthMethod::spec).filter(AuthSpec::namesAccount).isPresent(),
                method.flatMap(AuthMethod::form).map(Form::labels).orElse(List.of()),
                method.flatMap(AuthMethod::polling).isPresent(),
                entered.fields(provider, authorization.request().parameters()),
                URI.create(authorization.request().returnUrl()).getAuthority(),
                csrf);
    }
}
