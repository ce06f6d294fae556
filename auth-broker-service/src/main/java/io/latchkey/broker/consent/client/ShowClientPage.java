package io.latchkey.broker.consent.client;

import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.ConsentSettings;
import io.latchkey.broker.consent.browser.ClientFormView;
import io.latchkey.broker.consent.browser.FormNotice;
import io.latchkey.broker.consent.client.AwaitedClients.Awaited;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the data for the page on which a person enters a client. */
@ApplicationScoped
class ShowClientPage {
    private final Authorizations authorizations;
    private final AwaitedClients awaited;
    private final ConsentSettings config;

    ShowClientPage(Authorizations authorizations, AwaitedClients awaited, ConsentSettings config) {
        this.authorizations = authorizations;
        this.awaited = awaited;
        this.config = config;
    }

    /**
     * Fails with a {@link io.latchkey.broker.consent.browser.RejectedException} if this browser cannot enter a client.
     *
     * @param notice why the person is asked again; null: the authorization says whether the provider refused a client
     */
    Uni<ClientFormView> view(UUID id, @Nullable String binding, String csrf, @Nullable FormNotice notice) {
        return Panache.withSession(() -> authorizations.find(id))
                .map(found -> awaited.require(found, binding))
                .map(open -> new ClientFormView(
                        open.provider(),
                        config.platformName(),
                        open.clients().redirectUri(),
                        open.clients().form().fields(),
                        notice == null ? earlier(open) : notice,
                        csrf));
    }

    private static @Nullable FormNotice earlier(Awaited open) {
        return open.authorization().awaitsClient()
                        && open.authorization().flow().refusals() > 0
                ? FormNotice.clientRefusedBefore(open.provider())
                : null;
    }
}
