package io.latchkey.broker.token;

import io.latchkey.broker.origin.OriginGuard;
import io.latchkey.broker.remote.Failure;
import io.latchkey.broker.remote.ProviderException;
import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.Origin;
import io.latchkey.catalog.Provider;
import io.latchkey.contracts.connection.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Finds the client that a credential was issued to: no other may refresh or revoke it. */
@ApplicationScoped
public class IssuingClients {
    private final Catalog catalog;
    private final ClientStore clients;
    private final OriginGuard origins;

    /** A provider, and the client there that a credential was issued to. */
    public record Issuer(Provider provider, ProviderClient client) {}

    IssuingClients(Catalog catalog, ClientStore clients, OriginGuard origins) {
        this.catalog = catalog;
        this.clients = clients;
        this.origins = origins;
    }

    /**
     * Asks Vault. Fails with a {@link ProviderException} of an operator's fault if provider or client is not known, or
     * the provider has moved to another origin than that of client or credential.
     */
    public Uni<Issuer> of(CredentialDocument document) {
        var provider = catalog.find(document.provider());
        if (provider.isEmpty()) {
            return Uni.createFrom().failure(operatorFault("provider_unknown"));
        }
        return of(provider.get(), document.clientId())
                .call(() -> requireAllowed(provider.get(), document.origin()))
                .map(client -> new Issuer(provider.get(), client));
    }

    /** The client {@code clientId} of {@code provider}; fails like {@link #of(CredentialDocument)}. */
    public Uni<ProviderClient> of(Provider provider, @Nullable String clientId) {
        return clients.read(provider.id())
                .map(known -> known.stream()
                        .filter(client -> client.clientId().equals(clientId))
                        .findFirst()
                        .orElseThrow(() -> operatorFault("client_unknown")))
                .call(client -> requireAllowed(provider, client.origin()));
    }

    private Uni<Void> requireAllowed(Provider provider, @Nullable Origin origin) {
        return origins.requireAllowed(provider.id(), provider.oauth2().origin(), origin);
    }

    private static ProviderException operatorFault(String detail) {
        return new ProviderException(new Failure(Outcome.OPERATOR_FAULT, null, detail, null, null));
    }
}
