package io.latchkey.broker.client;

import io.latchkey.broker.client.ClientHolders.Holders;
import io.latchkey.broker.provider.Catalog;
import io.latchkey.broker.provider.Near;
import io.latchkey.broker.provider.Provider;
import io.latchkey.broker.refresh.ClientTroubles;
import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.edge.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Registers the client that stands for Latchkey at a provider. Credentials can be refreshed and revoked only with the
 * client that they were issued to, so one that anything still names is not dropped unless the caller insists.
 */
@ApplicationScoped
class RegisterClient {
    private final Catalog catalog;
    private final ClientStore clients;
    private final ClientHolders holders;
    private final ClientTroubles troubles;

    RegisterClient(Catalog catalog, ClientStore clients, ClientHolders holders, ClientTroubles troubles) {
        this.catalog = catalog;
        this.clients = clients;
        this.holders = holders;
        this.troubles = troubles;
    }

    Uni<ProviderClient> find(String providerId) {
        return clients.read(known(providerId).id())
                .map(registered -> registered.stream().findFirst().orElseThrow(() -> Problem.notFound("client")
                        .remedy("PUT one.")));
    }

    Uni<Void> register(String providerId, ProviderClient client, boolean force) {
        var provider = known(providerId);
        return clients.read(provider.id())
                .call(registered -> force ? Uni.createFrom().voidItem() : requireUnused(provider, registered, client))
                .chain(() -> clients.write(provider.id(), List.of(client)))
                .call(() -> troubles.clientReplaced(provider.id()));
    }

    private Uni<Void> requireUnused(Provider provider, List<ProviderClient> registered, ProviderClient client) {
        var dropped = registered.stream()
                .map(ProviderClient::clientId)
                .filter(id -> !id.equals(client.clientId()))
                .toList();
        if (dropped.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return holders.of(provider.id(), dropped).invoke(Holders::requireNone).replaceWithVoid();
    }

    private Provider known(String id) {
        return catalog.find(id).orElseThrow(() -> Problem.notFound("provider").remedy(Near.remedy(id, catalog.ids())));
    }
}
