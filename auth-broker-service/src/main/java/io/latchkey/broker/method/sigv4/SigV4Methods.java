package io.latchkey.broker.method.sigv4;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.MethodKind;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.entered.EnteredCredentials;
import io.latchkey.broker.secret.AwsKey;
import io.latchkey.broker.secret.Material;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.SigV4;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Creates methods with AWS signatures. */
@ApplicationScoped
class SigV4Methods implements MethodKind {
    private final EnteredCredentials credentials;

    SigV4Methods(EnteredCredentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public Optional<AuthMethod> of(Provider provider, AuthSpec spec) {
        return spec instanceof SigV4 described
                ? Optional.of(new SigV4Method(provider, described, credentials))
                : Optional.empty();
    }

    /** The key itself is handed out, and its user signs with it. */
    @Override
    public Optional<RequestParts> usually(Material material) {
        return material instanceof AwsKey ? Optional.of(RequestParts.NONE) : Optional.empty();
    }
}
