package io.latchkey.broker.method.oauth2.clientcredentials;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.MethodKind;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.entered.EnteredCredentials;
import io.latchkey.broker.method.oauth2.token.TokenEndpoint;
import io.latchkey.broker.secret.ClientToken;
import io.latchkey.broker.secret.Material;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.OAuth2ClientCredentials;
import io.latchkey.catalog.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Creates client credentials methods. */
@ApplicationScoped
class ClientCredentialsMethods implements MethodKind {
    private final EnteredCredentials credentials;
    private final TokenEndpoint tokens;

    ClientCredentialsMethods(EnteredCredentials credentials, TokenEndpoint tokens) {
        this.credentials = credentials;
        this.tokens = tokens;
    }

    @Override
    public Optional<AuthMethod> of(Provider provider, AuthSpec spec) {
        return spec instanceof OAuth2ClientCredentials described
                ? Optional.of(new ClientCredentialsMethod(provider, described, credentials, tokens))
                : Optional.empty();
    }

    /** RFC 6750, section 2.1. */
    @Override
    public Optional<RequestParts> usually(Material material) {
        return material instanceof ClientToken issued
                ? Optional.of(RequestParts.bearer(issued.token()))
                : Optional.empty();
    }
}
