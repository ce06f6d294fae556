package io.latchkey.broker.method.oauth2.jwt;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.MethodKind;
import io.latchkey.broker.method.endpoint.LoginEndpoint;
import io.latchkey.broker.method.entered.EnteredCredentials;
import io.latchkey.broker.method.oauth2.token.TokenEndpoint;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.JwtBearer;
import io.latchkey.catalog.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Creates methods with keys of users, with the components that send their requests. */
@ApplicationScoped
class JwtBearerMethods implements MethodKind {
    final EnteredCredentials credentials;
    final TokenEndpoint tokens;
    final LoginEndpoint logins;
    final Ids ids;

    JwtBearerMethods(EnteredCredentials credentials, TokenEndpoint tokens, LoginEndpoint logins, Ids ids) {
        this.credentials = credentials;
        this.tokens = tokens;
        this.logins = logins;
        this.ids = ids;
    }

    @Override
    public Optional<AuthMethod> of(Provider provider, AuthSpec spec) {
        return spec instanceof JwtBearer described
                ? Optional.of(new JwtBearerMethod(provider, described, this))
                : Optional.empty();
    }
}
