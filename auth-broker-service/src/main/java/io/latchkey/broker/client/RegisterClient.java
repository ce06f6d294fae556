package io.latchkey.broker.client;

import io.latchkey.broker.client.ClientHolders.Holders;
import io.latchkey.broker.refresh.ClientTroubles;
import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.Suggestions;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.Explanation;
import io.latchkey.work.failure.Invalid;
import io.latchkey.work.failure.NotFound;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Registers Latchkey's client at a provider. Credentials can be refreshed and revoked only with the client to which
 * they were issued, so a client that is still in use is not replaced unless the caller forces it.
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
        return clients.read(known(providerId).id()).map(registered -> registered.stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("client", "Register one with PUT.")));
    }

    /** Binds the client to the provider's current origin. */
    Uni<Void> register(String providerId, ClientRegistration registration, boolean force) {
        var provider = known(providerId);
        var client = new ProviderClient(
                registration.clientId(),
                Secret.of(registration.clientSecret()),
                withClient(provider).origin());
        return clients.read(provider.id())
                .invoke(registered -> requireOwnSecret(registered, client))
                .call(registered -> force ? Uni.createFrom().voidItem() : requireUnused(provider, registered, client))
                .chain(() -> clients.write(provider.id(), List.of(client)))
                .call(() -> troubles.clientReplaced(provider.id()));
    }

    /**
     * A new client id with the secret of another client is a mistake: providers issue a separate secret to each client.
     */
    private static void requireOwnSecret(List<ProviderClient> registered, ProviderClient client) {
        if (registered.stream()
                .anyMatch(known -> !known.clientId().equals(client.clientId())
                        && known.clientSecret().equals(client.clientSecret()))) {
            throw new Invalid(
                    "clientSecret",
                    "This is the secret of the client that the request would replace.",
                    "Send the secret that the provider shows for this client id.");
        }
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

    private static AuthSpec withClient(Provider provider) {
        return provider.methods().stream()
                .filter(AuthSpec::hasClient)
                .findFirst()
                .orElseThrow(() -> new Conflict(
                                "no-client-needed",
                                provider.name() + " has no authentication method that needs a client.",
                                "No action is required: you can create connections.")
                        .with(Explanation.FIELD, "id"));
    }

    private Provider known(String id) {
        return catalog.find(id).orElseThrow(() -> new NotFound("provider", Suggestions.remedy(id, catalog.ids())));
    }
}
