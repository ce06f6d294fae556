package io.latchkey.broker.method.oauth2.register;

import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.url.PublicUrl;
import io.latchkey.catalog.OAuth2Code;
import io.latchkey.catalog.Provider;
import io.latchkey.work.failure.Conflict;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;

/** Registers Latchkey as a client at a provider (RFC 7591). It keeps nothing of the response but the client. */
@ApplicationScoped
public class RegistrationEndpoint {
    private final ProviderHttp http;
    private final PublicUrl publicUrl;
    private final Clock clock;

    RegistrationEndpoint(ProviderHttp http, PublicUrl publicUrl, Clock clock) {
        this.http = http;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** Fails with a {@link Conflict} if the catalog names no URL for registrations. */
    public static void requireOffered(Provider provider) {
        var unused = offering(provider);
    }

    /**
     * Registers a client. Fails with a {@link Conflict} if the provider refuses it; with a {@link ProviderException} if it
     * does not respond, or is not able to.
     */
    public Uni<IssuedClient> register(Provider provider, RequestedClient requested) {
        var oauth2 = offering(provider);
        return http.send(request(provider, oauth2, requested))
                .map(response ->
                        new RegistrationResponse(response, oauth2.token().clientAuthentication()))
                .map(response -> response.client(
                        publicUrl.callback(provider.id()), ProviderErrors.of(provider), clock.instant()));
    }

    private static OAuth2Code offering(Provider provider) {
        return provider.methods().stream()
                .filter(OAuth2Code.class::isInstance)
                .map(OAuth2Code.class::cast)
                .filter(method -> method.registrationUrl() != null)
                .findFirst()
                .orElseThrow(() -> new Conflict(
                        "registration-not-offered",
                        "The catalog entry of " + provider.name() + " has no registration-url.",
                        "Create a client at the provider by hand, and PUT it."));
    }

    private ProviderRequest request(Provider provider, OAuth2Code oauth2, RequestedClient requested) {
        var headers = new HashMap<String, String>();
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/json");
        if (requested.initialAccessToken() != null) {
            headers.put(
                    "Authorization", "Bearer " + requested.initialAccessToken().reveal());
        }
        return new ProviderRequest(
                HttpMethod.POST,
                String.valueOf(oauth2.registrationUrl()),
                headers,
                metadata(provider, oauth2, requested).toBuffer());
    }

    /** Section 2. */
    private JsonObject metadata(Provider provider, OAuth2Code oauth2, RequestedClient requested) {
        var metadata = new JsonObject()
                .put("client_name", requested.name())
                .put("redirect_uris", new JsonArray(List.of(publicUrl.callback(provider.id()))))
                .put("grant_types", new JsonArray(List.of("authorization_code", "refresh_token")))
                .put("response_types", new JsonArray(List.of("code")))
                .put(
                        "token_endpoint_auth_method",
                        oauth2.token().clientAuthentication().registeredName());
        return requested.scope() == null ? metadata : metadata.put("scope", requested.scope());
    }
}
