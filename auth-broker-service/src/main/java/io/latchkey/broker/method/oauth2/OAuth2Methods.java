package io.latchkey.broker.method.oauth2;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.MethodKind;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.client.MethodClients;
import io.latchkey.broker.method.endpoint.IdentityEndpoint;
import io.latchkey.broker.method.oauth2.authorize.PushedRequests;
import io.latchkey.broker.method.oauth2.device.DeviceAuthorizations;
import io.latchkey.broker.method.oauth2.revoke.RevocationEndpoint;
import io.latchkey.broker.method.oauth2.token.TokenEndpoint;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.url.PublicUrl;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.OAuth2Code;
import io.latchkey.catalog.OAuth2Device;
import io.latchkey.catalog.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Creates OAuth 2.0 methods, with the components that send their requests. */
@ApplicationScoped
class OAuth2Methods implements MethodKind {
    final MethodClients clients;
    final PushedRequests pushed;
    final DeviceAuthorizations devices;
    final TokenEndpoint tokens;
    final IdentityEndpoint identities;
    final RevocationEndpoint revocations;
    final PublicUrl publicUrl;
    final Clock clock;

    OAuth2Methods(
            MethodClients clients,
            PushedRequests pushed,
            DeviceAuthorizations devices,
            TokenEndpoint tokens,
            IdentityEndpoint identities,
            RevocationEndpoint revocations,
            PublicUrl publicUrl,
            Clock clock) {
        this.clients = clients;
        this.pushed = pushed;
        this.devices = devices;
        this.tokens = tokens;
        this.identities = identities;
        this.revocations = revocations;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    @Override
    public Optional<AuthMethod> of(Provider provider, AuthSpec spec) {
        if (spec instanceof OAuth2Code code) {
            return Optional.of(new CodeMethod(provider, code, this, Map.of()));
        }
        return spec instanceof OAuth2Device device
                ? Optional.of(new DeviceMethod(provider, device, this, Map.of()))
                : Optional.empty();
    }

    /** RFC 6750, section 2.1. */
    @Override
    public Optional<RequestParts> usually(Material material) {
        return material instanceof OAuth2Tokens tokens
                ? Optional.of(RequestParts.bearer(tokens.accessToken()))
                : Optional.empty();
    }
}
