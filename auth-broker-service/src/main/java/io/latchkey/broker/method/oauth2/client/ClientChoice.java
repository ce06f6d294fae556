package io.latchkey.broker.method.oauth2.client;

import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Registrant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Chooses the client of a new authorization: that of the tenant, else that of the installation. */
@ApplicationScoped
public class ClientChoice {
    private final ClientStore clients;

    ClientChoice(ClientStore clients) {
        this.clients = clients;
    }

    /** The client for {@code tenant}; empty if neither the tenant nor the installation has registered one. */
    public Uni<Optional<ProviderClient>> of(OAuth2Provider provider, String tenant) {
        return clients.read(Registrant.tenant(tenant), provider.id())
                .chain(own -> own.isPresent()
                        ? Uni.createFrom().item(own)
                        : clients.read(Registrant.INSTALLATION, provider.id()));
    }
}
