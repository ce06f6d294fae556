package io.latchkey.broker.method.apikey;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.MethodKind;
import io.latchkey.broker.method.entered.EnteredCredentials;
import io.latchkey.catalog.ApiKey;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Creates API key methods. Only the catalog defines how requests carry a key, so this kind has no default for it. */
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
