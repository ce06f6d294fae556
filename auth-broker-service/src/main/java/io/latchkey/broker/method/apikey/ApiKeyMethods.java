package io.latchkey.broker.method.apikey;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.EnteredCredentials;
import io.latchkey.broker.method.MethodKind;
import io.latchkey.catalog.ApiKey;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** All API keys. How one is sent, only the catalog knows. */
@ApplicationScoped
class ApiKeyMethods implements MethodKind {
    private final EnteredCredentials credentials;

    ApiKeyMethods(EnteredCredentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public Optional<AuthMethod> of(Provider provider, AuthSpec spec) {
        return spec instanceof ApiKey described
                ? Optional.of(new ApiKeyMethod(provider, described, credentials))
                : Optional.empty();
    }
}
