package io.latchkey.broker.method.client;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.CatalogMethod;
import io.latchkey.broker.origin.OriginGuard;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.Origin;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the client of a method, and makes sure that it may be used.
 *
 * <ol>
 *   <li>A new authorization uses the client of the tenant, else that of the installation.
 *   <li>A credential uses only the client to which it was issued.
 *   <li>The secret of a client is sent only to the origin for which it was registered.
 * </ol>
 */
@ApplicationScoped
public class MethodClients {
    private static final Duration UNTIL_CONFIGURED = Duration.ofMinutes(10);

    private final ClientStore clients;
    private final OriginGuard origins;

    MethodClients(ClientStore clients, OriginGuard origins) {
        this.clients = clients;
        this.origins = origins;
    }

    /** Fails with a {@link Conflict} if no client is registered for {@code tenant}, or if it may not be used. */
    public Uni<Void> requireReady(AuthMethod method, String tenant, ClientConflicts conflicts) {
        var perHost = conflicts.perHost();
        if (method.ownClients().isEmpty() && perHost.isPresent()) {
            return Uni.createFrom().failure(perHost.get());
        }
        return registered(method, tenant)
                .map(found -> found.orElseThrow(conflicts::notConfigured))
                .invoke(client -> conflicts.requireValues(ClientValues.missing(method.provider(), client)))
                .chain(client -> requireAllowed(method, client.origin()))
                .onFailure(ProviderException.class)
                .transform(moved -> conflicts.originUnconfirmed());
    }

    /** The client for a new authorization of {@code tenant}. Fails if none is registered. */
    public Uni<ProviderClient> chosen(CatalogMethod method, String tenant) {
        return registered(method, tenant)
                .map(found -> found.orElseThrow(() -> new Unavailable("provider", UNTIL_CONFIGURED)));
    }

    private Uni<Optional<ProviderClient>> registered(CatalogMethod method, String tenant) {
        var provider = method.provider().id();
        return clients.read(Registrant.tenant(tenant), provider)
                .chain(own ->
                        own.isPresent() ? Uni.createFrom().item(own) : clients.read(Registrant.INSTALLATION, provider));
    }

    /**
     * The client to which a credential was issued. Fails with a {@link ProviderException} that reports an operator fault
     * if the client is unknown, or if the provider's origin is no longer that of the client or the credential.
     */
    public Uni<ProviderClient> of(CatalogMethod method, CredentialDocument document) {
        return of(method, document.client(), document.ownClient())
                .call(client -> requireAllowed(method, document.origin()));
    }

    /**
     * The client {@code ref}. Fails like {@link #of(CatalogMethod, CredentialDocument)}.
     *
     * @param own the same client, if the user entered it for one connection
     */
    public Uni<ProviderClient> of(CatalogMethod method, @Nullable ClientRef ref, @Nullable ProviderClient own) {
        return found(method, ref, own)
                .map(found -> found.orElseThrow(() -> operatorFault("client_unknown")))
                .chain(client -> usable(method, client));
    }

    private Uni<Optional<ProviderClient>> found(
            CatalogMethod method, @Nullable ClientRef ref, @Nullable ProviderClient own) {
        if (own != null) {
            return Uni.createFrom().item(Optional.of(own));
        }
        return ref == null
                ? Uni.createFrom().item(Optional.empty())
                : clients.read(ref.registrant(), method.provider().id())
                        .map(found -> found.filter(client -> client.ref().equals(ref)));
    }

    /** The client to which a credential was issued. Empty if it is no longer registered. */
    Uni<Optional<ProviderClient>> issuing(CatalogMethod method, CredentialDocument document) {
        return found(method, document.client(), document.ownClient());
    }

    /** {@code client}, if it may be used. Fails like {@link #of(CatalogMethod, CredentialDocument)}. */
    public Uni<ProviderClient> usable(CatalogMethod method, ProviderClient client) {
        return Uni.createFrom()
                .item(() -> requireAuthenticating(method, client))
                .call(() -> requireAllowed(method, client.origin()));
    }

    /** The client may have been registered before the catalog required a secret or a key. */
    private static ProviderClient requireAuthenticating(CatalogMethod method, ProviderClient client) {
        if (client.secrets().isEmpty() && method.spec().hasClientSecret()) {
            throw operatorFault("client_secret_missing");
        }
        if (client.key() == null && method.spec().keyAlgorithm().isPresent()) {
            throw operatorFault("client_key_missing");
        }
        return client;
    }

    /** Fails with a {@link ProviderException} unless secrets that are bound to {@code known} may be sent. */
    public Uni<Void> requireAllowed(CatalogMethod method, @Nullable Origin known) {
        return origins.requireAllowed(method.provider().id(), method.origin(), known);
    }

    private static ProviderException operatorFault(String detail) {
        return new ProviderException(new Failure(Outcome.OPERATOR_FAULT, null, detail, null, null));
    }
}
