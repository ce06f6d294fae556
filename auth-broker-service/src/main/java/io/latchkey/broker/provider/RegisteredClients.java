package io.latchkey.broker.provider;

import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out at which providers new authorizations of a tenant have a client, without reading a client. */
@ApplicationScoped
class RegisteredClients {
    private final ClientStore clients;

    RegisteredClients(ClientStore clients) {
        this.clients = clients;
    }

    /** The providers at which one registrant has a client. */
    private record At(Registrant registrant, Set<String> providers) {}

    /**
     * The registrants whose clients serve a caller, by precedence.
     *
     * @param isKnown false while Vault is unavailable
     */
    record Serving(boolean isKnown, List<At> registrants) {
        /** The registrant of the client that new authorizations at {@code provider} use. */
        Optional<Registrant> at(String provider) {
            return registrants.stream()
                    .filter(registered -> registered.providers.contains(provider))
                    .map(At::registrant)
                    .findFirst();
        }
    }

    /** The clients for {@code tenant}; without a tenant, those of the installation. */
    Uni<Serving> of(Optional<String> tenant) {
        return found(Registrant.INSTALLATION)
                .chain(shared -> tenant.map(id -> found(Registrant.tenant(id)).map(own -> List.of(own, shared)))
                        .orElseGet(() -> Uni.createFrom().item(List.of(shared))))
                .map(registrants -> new Serving(true, registrants))
                .onFailure(Unavailable.class)
                .recoverWithItem(() -> new Serving(false, List.of()));
    }

    private Uni<At> found(Registrant registrant) {
        return clients.providers(registrant).map(providers -> new At(registrant, providers));
    }
}
