package io.latchkey.broker.method.oauth2.device;

import io.latchkey.broker.method.client.ClientSecrets;
import io.latchkey.broker.method.oauth2.client.ClientAssertions;
import io.latchkey.broker.method.oauth2.client.ClientRequest;
import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.catalog.oauth2.BodyFormat;
import io.latchkey.catalog.oauth2.DeviceRules;
import io.latchkey.catalog.oauth2.ScopeSeparator;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sends device authorization requests. */
@ApplicationScoped
public class DeviceAuthorizations {
    private final ProviderHttp http;
    private final ClientSecrets secrets;
    private final ClientAssertions assertions;
    private final Clock clock;

    DeviceAuthorizations(ProviderHttp http, ClientSecrets secrets, ClientAssertions assertions, Clock clock) {
        this.http = http;
        this.secrets = secrets;
        this.assertions = assertions;
        this.clock = clock;
    }

    /** Requests a code for {@code permissions}. Fails with a {@link ProviderException}. */
    public Uni<DeviceAuthorization> begin(
            OAuth2Provider provider, DeviceRules rules, ProviderClient client, List<String> permissions) {
        var parameters = parameters(provider, rules, permissions);
        return secrets.send(
                provider.id(),
                client,
                one -> assertions
                        .forOneRequest(provider, one)
                        .chain(authenticated -> http.send(request(provider, rules, authenticated, parameters)))
                        .map(answer -> read(provider, answer)),
                begun -> null);
    }

    private static Map<String, String> parameters(
            OAuth2Provider provider, DeviceRules rules, List<String> permissions) {
        var parameters = new TreeMap<>(rules.parameters());
        if (rules.scopeSeparator() != ScopeSeparator.NONE) {
            provider.scopesByParameter(permissions)
                    .forEach((parameter, scopes) -> parameters.put(
                            parameter, String.join(rules.scopeSeparator().text(), scopes)));
        }
        return parameters;
    }

    /** Also names the client in the body: many providers read its id there, however the client authenticates. */
    private static ProviderRequest request(
            OAuth2Provider provider, DeviceRules rules, ProviderClient client, Map<String, String> parameters) {
        var token = provider.oauth2().token();
        var all = new TreeMap<>(parameters);
        all.put(token.names().clientId(), client.clientId());
        return ClientRequest.to(rules.url(), token, token.clientAuthentication(), BodyFormat.FORM, client, all);
    }

    private DeviceAuthorization read(OAuth2Provider provider, ProviderResponse answer) {
        if (!answer.successful()) {
            throw new ProviderException(provider.errors().atTokenEndpoint(answer, clock.instant()));
        }
        return DeviceAuthorizationParser.read(answer, provider.errors(), clock.instant());
    }
}
