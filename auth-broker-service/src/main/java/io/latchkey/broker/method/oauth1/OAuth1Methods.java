package io.latchkey.broker.method.oauth1;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.MethodKind;
import io.latchkey.broker.method.client.ClientSecrets;
import io.latchkey.broker.method.client.MethodClients;
import io.latchkey.broker.method.endpoint.IdentityEndpoint;
import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.url.PublicUrl;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.OAuth1;
import io.latchkey.catalog.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Creates OAuth 1.0a methods. Only the catalog defines how requests are signed, so this kind has no default for it. */
@ApplicationScoped
class OAuth1Methods implements MethodKind {
    final MethodClients clients;
    final ClientSecrets secrets;
    final SecretTrials trials;
    final TokenRequests requests;
    final IdentityEndpoint identities;
    final ProviderHttp http;
    final PublicUrl publicUrl;
    final Clock clock;

    OAuth1Methods(
            MethodClients clients,
            ClientSecrets secrets,
            SecretTrials trials,
            TokenRequests requests,
            IdentityEndpoint identities,
            ProviderHttp http,
            PublicUrl publicUrl,
            Clock clock) {
        this.clients = clients;
        this.secrets = secrets;
        this.trials = trials;
        this.requests = requests;
        this.identities = identities;
        this.http = http;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    @Override
    public Optional<AuthMethod> of(Provider provider, AuthSpec spec) {
        return spec instanceof OAuth1 oauth1
                ? Optional.of(new OAuth1Method(provider, oauth1, null, this, Map.of()))
                : Optional.empty();
    }
}
