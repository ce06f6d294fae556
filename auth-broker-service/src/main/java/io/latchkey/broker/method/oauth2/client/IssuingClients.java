package io.latchkey.broker.method.oauth2.client;

import io.latchkey.broker.origin.OriginGuard;
import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.upstream.Failure;
import io.latchkey.broker.upstream.ProviderException;
import io.latchkey.catalog.Origin;
import io.latchkey.contracts.connection.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Finds the client that a credential was issued to: no other may refresh or revoke it. */
@ApplicationScoped
public class IssuingClients {
    private final ClientStore clients;
    private final OriginGuard origins;

    IssuingClients(ClientStore clients, OriginGuard origins) {
        this.clients = clients;
        this.origins = origins;
    }

    /**
     * Asks Vault. Fails with a {@link ProviderException} of an operator's fault if the client is not known, or the
     * provider has moved to another origin than that of client or credential.
     */
    public Uni<ProviderClient> of(OAuth2Provider provider, CredentialDocument document) {
        return of(provider, document.clientId()).call(client -> requireAllowed(provider, document.origin()));
    }

    /** The client {@code clientId} of {@code provider}; fails like {@link #of(OAuth2Provider, CredentialDocument)}. */
    public Uni<ProviderClient> of(OAuth2Provider provider, @Nullable String clientId) {
        return clients.read(provider.id())
                .map(known -> known.stream()
                        .filter(client -> client.clientId().equals(clientId))
                        .findFirst()
                        .orElseThrow(() -> operatorFault("client_unknown")))
                .call(client -> requireAllowed(provider, client.origin()));
    }

    private Uni<Void> requireAllowed(OAuth2Provider provider, @Nullable Origin origin) {
        return origins.requireAllowed(provider.id(), provider.oauth2().origin(), origin);
    }

    private static ProviderException operatorFault(String detail) {
        return new ProviderException(new Failure(Outcome.OPERATOR_FAULT, null, detail, null, null));
    }
}
