package io.latchkey.broker.method.oauth1;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.client.ClientConflicts;
import io.latchkey.broker.origin.OriginGuard;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.Origin;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the client that signs requests to a provider. */
@ApplicationScoped
class OAuth1Clients {
    private static final Duration UNTIL_CONFIGURED = Duration.ofMinutes(10);
    private static final Failure UNKNOWN = new Failure(Outcome.OPERATOR_FAULT, null, "client_unknown", null, null);
    private static final Failure NO_SECRET =
            new Failure(Outcome.OPERATOR_FAULT, null, "client_secret_missing", null, null);

    private final ClientStore clients;
    private final OriginGuard origins;

    OAuth1Clients(ClientStore clients, OriginGuard origins) {
        this.clients = clients;
        this.origins = origins;
    }

    /** Fails with a conflict if no client is registered for {@code tenant}, or if it may not be used. */
    Uni<Void> requireReady(AuthMethod method, String tenant, ClientConflicts conflicts) {
        return conflicts
                .perHost()
                .<Uni<Void>>map(conflict -> Uni.createFrom().failure(conflict))
                .orElseGet(() -> registered(method, tenant)
                        .map(found -> found.orElseThrow(conflicts::notConfigured))
                        .chain(client -> requireAllowed(method, client.origin()))
                        .onFailure(ProviderException.class)
                        .transform(moved -> conflicts.originUnconfirmed()));
    }

    /** The client for a new authorization of {@code tenant}. */
    Uni<ProviderClient> chosen(AuthMethod method, String tenant) {
        return registered(method, tenant)
                .map(found -> found.orElseThrow(() -> new Unavailable("provider", UNTIL_CONFIGURED)))
                .chain(client -> usable(method, client));
    }

    /**
     * The client {@code ref}. Fails with a {@link ProviderException} that reports an operator fault if it is not
     * registered any more, or if the provider's origin is no longer that of the client.
     */
    Uni<ProviderClient> of(AuthMethod method, @Nullable ClientRef ref) {
        if (ref == null) {
            return Uni.createFrom().failure(() -> new ProviderException(UNKNOWN));
        }
        return clients.read(ref.registrant(), method.provider().id())
                .map(found -> found.filter(client -> client.ref().equals(ref))
                        .orElseThrow(() -> new ProviderException(UNKNOWN)))
                .chain(client -> usable(method, client));
    }

    /** Fails with a {@link ProviderException} unless secrets that are bound to {@code known} may be sent. */
    Uni<Void> requireAllowed(AuthMethod method, @Nullable Origin known) {
        return origins.requireAllowed(method.provider().id(), method.origin(), known);
    }

    /** The client of the tenant, else that of the installation. */
    private Uni<Optional<ProviderClient>> registered(AuthMethod method, String tenant) {
        var provider = method.provider().id();
        return clients.read(Registrant.tenant(tenant), provider)
                .chain(own ->
                        own.isPresent() ? Uni.createFrom().item(own) : clients.read(Registrant.INSTALLATION, provider));
    }

    private Uni<ProviderClient> usable(AuthMethod method, ProviderClient client) {
        return client.secrets().isEmpty()
                ? Uni.createFrom().failure(() -> new ProviderException(NO_SECRET))
                : requireAllowed(method, client.origin()).replaceWith(client);
    }
}
