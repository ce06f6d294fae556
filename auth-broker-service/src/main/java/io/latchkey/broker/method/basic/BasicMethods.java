package io.latchkey.broker.method.basic;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.MethodKind;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.entered.EnteredCredentials;
import io.latchkey.broker.secret.BasicLogin;
import io.latchkey.broker.secret.Material;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Basic;
import io.latchkey.catalog.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Creates methods with user name and password. */
@ApplicationScoped
class BasicMethods implements MethodKind {
    private final EnteredCredentials credentials;

    BasicMethods(EnteredCredentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public Optional<AuthMethod> of(Provider provider, AuthSpec spec) {
        return spec instanceof Basic described
                ? Optional.of(new BasicMethod(provider, described, credentials))
                : Optional.empty();
    }

    /** Requests carry these credentials in one way only. */
    @Override
    public Optional<RequestParts> usually(Material material) {
        return material instanceof BasicLogin login ? Optional.of(BasicMethod.header(login)) : Optional.empty();
    }
}
