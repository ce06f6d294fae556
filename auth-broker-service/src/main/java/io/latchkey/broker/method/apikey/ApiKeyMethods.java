package io.latchkey.broker.method.apikey;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.IdentityEndpoint;
import io.latchkey.broker.method.MethodKind;
import io.latchkey.broker.method.ProbeEndpoint;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.secret.Material;
import io.latchkey.catalog.ApiKey;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Everything that providers with API keys are asked. */
@ApplicationScoped
class ApiKeyMethods implements MethodKind {
    final ProbeEndpoint probes;
    final IdentityEndpoint identities;
    final Clock clock;

    ApiKeyMethods(ProbeEndpoint probes, IdentityEndpoint identities, Clock clock) {
        this.probes = probes;
        this.identities = identities;
        this.clock = clock;
    }

    @Override
    public Optional<AuthMethod> of(Provider provider, AuthSpec spec) {
        return spec instanceof ApiKey key ? Optional.of(new ApiKeyMethod(provider, key, this)) : Optional.empty();
    }

    /** Only the catalog knows. */
    @Override
    public Optional<RequestParts> usually(Material material) {
        return Optional.empty();
    }
}
