package io.latchkey.broker.method.oauth2.client;

import io.latchkey.broker.origin.OriginGuard;
import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.Origin;
import io.latchkey.contracts.connection.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Finds the client to which a credential was issued: no other client may refresh or revoke it. */
@ApplicationScoped
public class IssuingClients {
    private final ClientStore clients;
    private final OriginGuard origins;

    IssuingClients(ClientStore clients, OriginGuard origins) {
        this.clients = clients;
        this.origins = origins;
    }

    /**
     * Reads the client from Vault. Fails with a {@link ProviderException} that reports an operator fault if the client
     * is unknown, or if the provider's origin is no longer that of the client or the credential.
     */
    public Uni<ProviderClient> of(OAuth2Provider provider, CredentialDocument document) {
        return of(provider, document.clientId()).call(client -> requireAllowed(provider, document.origin()));
    }

    /** The client {@code clientId} of {@code provider}. Fails like {@link #of(OAuth2Provider, CredentialDocument)}. */
    public Uni<ProviderClient> of(OAuth2Provider provider, @Nullable String clientId) {
        return clients.read(provider.id())
                .map(known -> known.stream()
                        .filter(client -> client.clientId().equals(clientId))
                        .findFirst()
                        .orElseThrow(() -> operatorFault("client_unknown")))
                .call(client -> requireAllowed(provider, client.origin()));
    }

    private Uni<Void> requireAllowed(OAuth2Provider provider, @Nullable Origin origin) {
        return origins.requireAllowed(provider.id(), provider.origin(), origin);
    }

    private static ProviderException operatorFault(String detail) {
        return new ProviderException(new Failure(Outcome.OPERATOR_FAULT, null, detail, null, null));
    }
}
