package io.latchkey.broker.method.login;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.MethodKind;
import io.latchkey.broker.method.endpoint.LoginEndpoint;
import io.latchkey.broker.method.entered.EnteredCredentials;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.SessionLogin;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Creates login methods. Only the catalog defines how requests carry a session, so this kind has no default for it. */
@ApplicationScoped
class SessionLogins implements MethodKind {
    private final EnteredCredentials credentials;
    private final LoginEndpoint endpoint;

    SessionLogins(EnteredCredentials credentials, LoginEndpoint endpoint) {
        this.credentials = credentials;
        this.endpoint = endpoint;
    }

    @Override
    public Optional<AuthMethod> of(Provider provider, AuthSpec spec) {
        return spec instanceof SessionLogin described
                ? Optional.of(new SessionLoginMethod(provider, described, credentials, endpoint))
                : Optional.empty();
    }
}
