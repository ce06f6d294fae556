package io.latchkey.broker.method.oauth2.authorize;

import io.latchkey.broker.method.client.ClientSecrets;
import io.latchkey.broker.method.oauth2.client.ClientAssertions;
import io.latchkey.broker.method.oauth2.client.ClientRequest;
import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.catalog.oauth2.BodyFormat;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;

/** Sends authorization requests to the provider directly, so that the browser carries only a reference (RFC 9126). */
@ApplicationScoped
public class PushedRequests {
    private final ProviderHttp http;
    private final ClientSecrets secrets;
    private final ClientAssertions assertions;
    private final Clock clock;

    PushedRequests(ProviderHttp http, ClientSecrets secrets, ClientAssertions assertions, Clock clock) {
        this.http = http;
        this.secrets = secrets;
        this.assertions = assertions;
        this.clock = clock;
    }

    /**
     * The parameters that refer to the request. Fails with a {@link ProviderException}.
     *
     * @param clientIdName the parameter of the authorization endpoint that carries the client id
     */
    public Uni<Map<String, String>> push(
            OAuth2Provider provider,
            String clientIdName,
            ProviderClient client,
            String url,
            Map<String, String> parameters) {
        return secrets.send(provider.id(), client, one -> sent(provider, one, url, parameters), requestUri -> null)
                .map(requestUri -> Map.of(clientIdName, client.clientId(), "request_uri", requestUri));
    }

    private Uni<String> sent(
            OAuth2Provider provider, ProviderClient client, String url, Map<String, String> parameters) {
        var token = provider.oauth2().token();
        return assertions
                .forOneRequest(provider, client)
                .map(authenticated -> ClientRequest.to(
                        url, token, token.clientAuthentication(), BodyFormat.FORM, authenticated, parameters))
                .chain(http::send)
                .map(answer -> requestUri(answer, provider.errors()));
    }

    /** Section 2.2. */
    private String requestUri(ProviderResponse answer, ProviderErrors errors) {
        if (!answer.successful()) {
            throw new ProviderException(errors.atTokenEndpoint(answer, clock.instant()));
        }
        return answer.token("/request_uri")
                .orElseThrow(() -> new ProviderException(ProviderErrors.nonsense(answer, "no_request_uri")));
    }
}
