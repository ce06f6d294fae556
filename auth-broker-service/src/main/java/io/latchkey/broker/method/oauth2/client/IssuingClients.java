package io.latchkey.broker.method.oauth2.client;

import io.latchkey.broker.origin.OriginGuard;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.Origin;
import io.latchkey.contracts.connection.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
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
        return of(provider, document.client(), document.ownClient())
                .call(client -> requireAllowed(provider, document.origin()));
    }

    /**
     * The client {@code ref} of {@code provider}. Fails like {@link #of(OAuth2Provider, CredentialDocument)}.
     *
     * @param own the same client, if the user entered it for one connection
     */
    public Uni<ProviderClient> of(OAuth2Provider provider, @Nullable ClientRef ref, @Nullable ProviderClient own) {
        return found(provider, ref, own)
                .map(found -> found.filter(client -> client.ref().equals(ref))
                        .orElseThrow(() -> operatorFault("client_unknown")))
                .chain(client -> usable(provider, client));
    }

    /** {@code client}, if it may be used. Fails like {@link #of(OAuth2Provider, CredentialDocument)}. */
    public Uni<ProviderClient> usable(OAuth2Provider provider, ProviderClient client) {
        requireSecret(provider, client);
        return requireAllowed(provider, client.origin()).replaceWith(client);
    }

    private Uni<Optional<ProviderClient>> found(
            OAuth2Provider provider, @Nullable ClientRef ref, @Nullable ProviderClient own) {
        if (own != null) {
            return Uni.createFrom().item(Optional.of(own));
        }
        return ref == null ? Uni.createFrom().item(Optional.empty()) : clients.read(ref.registrant(), provider.id());
    }

    /** The client may have been registered before the catalog required a secret. */
    private static void requireSecret(OAuth2Provider provider, ProviderClient client) {
        if (client.secrets().isEmpty() && provider.oauth2().hasClientSecret()) {
            throw operatorFault("client_secret_missing");
        }
        if (client.key() == null && provider.oauth2().hasClientKey()) {
            throw operatorFault("client_key_missing");
        }
    }

    private Uni<Void> requireAllowed(OAuth2Provider provider, @Nullable Origin origin) {
        return origins.requireAllowed(provider.id(), provider.origin(), origin);
    }

    private static ProviderException operatorFault(String detail) {
        return new ProviderException(new Failure(Outcome.OPERATOR_FAULT, null, detail, null, null));
    }
}
