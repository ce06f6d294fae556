package io.latchkey.broker.method.driver;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.MethodKind;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.entered.EnteredCredentials;
import io.latchkey.broker.secret.DriverFields;
import io.latchkey.broker.secret.Material;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Driver;
import io.latchkey.catalog.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Creates methods for client libraries. */
@ApplicationScoped
class DriverMethods implements MethodKind {
    private final EnteredCredentials credentials;

    DriverMethods(EnteredCredentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public Optional<AuthMethod> of(Provider provider, AuthSpec spec) {
        return spec instanceof Driver described
                ? Optional.of(new DriverMethod(provider, described, credentials))
                : Optional.empty();
    }

    /** The values themselves are all that a library needs. */
    @Override
    public Optional<RequestParts> usually(Material material) {
        return material instanceof DriverFields ? Optional.of(RequestParts.NONE) : Optional.empty();
    }
}
