package io.latchkey.broker.client.dynamic;

import io.latchkey.broker.client.RegisterClient;
import io.latchkey.broker.credential.CredentialRefusals;
import io.latchkey.broker.method.oauth2.register.IssuedClient;
import io.latchkey.broker.method.oauth2.register.RegistrationEndpoint;
import io.latchkey.broker.method.oauth2.register.RequestedClient;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.failure.CatalogFault;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.work.Detached;
import io.latchkey.work.failure.DomainException;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Registers a client at a provider, and stores it. Everything that can refuse the request is checked before the provider
 * is called, and the rest does not end with the caller's connection: otherwise the provider would have a client whose
 * secret is lost.
 */
@ApplicationScoped
class RegisterDynamically {
    private static final String USUAL_NAME = "Latchkey";

    private final RegisterClient clients;
    private final RegistrationEndpoint endpoint;
    private final Detached detached;

    RegisterDynamically(RegisterClient clients, RegistrationEndpoint endpoint, Detached detached) {
        this.clients = clients;
        this.endpoint = endpoint;
        this.detached = detached;
    }

    Uni<IssuedClient> register(Registrant registrant, String providerId, RegistrationRequest request, boolean force) {
        var provider = clients.requireWithClient(providerId);
        RegistrationEndpoint.requireOffered(provider);
        var values = RegisterClient.requireValues(provider, request.values());
        return detached.run(() -> clients.requireReplaceable(registrant, provider, force)
                .chain(() -> endpoint.register(provider, requested(request)))
                .call(client -> clients.replace(registrant, provider, client.clientId(), client.secrets(), values))
                .invoke(client -> Log.infof(
                        "client registered at provider provider=%s client=%s registeredBy=%s",
                        providerId, client.clientId(), registrant.kind()))
                .onFailure(ProviderException.class)
                .transform(failure -> problem(providerId, ((ProviderException) failure).failure())));
    }

    private static RequestedClient requested(RegistrationRequest request) {
        var token = request.initialAccessToken();
        return new RequestedClient(
                request.clientName() == null ? USUAL_NAME : request.clientName(),
                request.scope(),
                token == null ? null : Secret.of(token));
    }

    private static DomainException problem(String provider, Failure failure) {
        return CatalogFault.ADDRESS_NOT_ALLOWED.is(failure)
                ? CredentialRefusals.addressNotAllowed(provider, failure)
                : CredentialRefusals.providerUnavailable(failure);
    }
}
