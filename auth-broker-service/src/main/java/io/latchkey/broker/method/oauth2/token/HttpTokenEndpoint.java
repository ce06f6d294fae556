package io.latchkey.broker.method.oauth2.token;

import static io.latchkey.broker.upstream.failure.ProviderErrors.NO_TOKEN;

import io.latchkey.broker.method.client.ClientSecrets;
import io.latchkey.broker.method.oauth2.client.ClientAssertions;
import io.latchkey.broker.method.oauth2.client.ClientRequest;
import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.url.PublicUrl;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.oauth2.DeviceCodeError;
import io.latchkey.catalog.oauth2.ResponseRules;
import io.latchkey.catalog.oauth2.TokenCall;
import io.latchkey.catalog.oauth2.TokenRules;
import io.latchkey.contracts.connection.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls token endpoints over HTTP. */
@ApplicationScoped
class HttpTokenEndpoint implements TokenEndpoint {
    private static final String INVALID_TARGET = "invalid_target";
    private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

    private record NeedsResource(String provider, String method) {}

    /** The methods whose refreshes must name the resource. This replica has learned them from responses. */
    private final Set<NeedsResource> needResource = ConcurrentHashMap.newKeySet();

    private final ProviderHttp http;
    private final ClientSecrets secrets;
    private final ClientAssertions assertions;
    private final Clock clock;
    private final PublicUrl publicUrl;

    HttpTokenEndpoint(
            ProviderHttp http, ClientSecrets secrets, ClientAssertions assertions, Clock clock, PublicUrl publicUrl) {
        this.http = http;
        this.secrets = secrets;
        this.assertions = assertions;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    @Override
    public Uni<Exchanged> exchange(OAuth2Provider provider, ProviderClient client, Code code) {
        var rules = provider.oauth2().token();
        var parameters = new LinkedHashMap<>(rules.parameters());
        if (!rules.omitGrantType()) {
            parameters.put("grant_type", "authorization_code");
        }
        parameters.put(rules.names().code(), code.code().reveal());
        parameters.put("redirect_uri", code.redirectUri().toString());
        var resource = provider.oauth2().resource();
        if (resource != null) {
            parameters.put("resource", resource);
        }
        if (code.verifier() != null) {
            parameters.put("code_verifier", code.verifier().reveal());
        }
        return ask(
                        provider,
                        client,
                        authenticated -> ClientRequest.toTokenEndpoint(rules, authenticated, parameters),
                        response -> response.exchanged(provider, client.clientId(), code.nonce()))
                .chain(exchanged -> completed(provider, client, exchanged));
    }

    @Override
    public Uni<DevicePoll> poll(
            OAuth2Provider provider, ProviderClient client, Secret deviceCode, Map<String, DeviceCodeError> codes) {
        var rules = provider.oauth2().token();
        var parameters = new LinkedHashMap<>(rules.parameters());
        parameters.put("grant_type", DEVICE_CODE);
        parameters.put("device_code", deviceCode.reveal());
        return ask(
                        provider,
                        client,
                        authenticated -> ClientRequest.toTokenEndpoint(rules, authenticated, parameters),
                        response -> response.polled(provider, client.clientId(), codes))
                .chain(poll -> poll.exchanged() == null
                        ? Uni.createFrom().item(poll)
                        : completed(provider, client, poll.exchanged()).map(DevicePoll::tokens));
    }

    /** Refreshes immediately after an exchange that returned a refresh token but no access token. */
    private Uni<Exchanged> completed(OAuth2Provider provider, ProviderClient client, Exchanged exchanged) {
        var reply = exchanged.reply();
        var refreshToken = reply.refreshToken();
        if (exchanged.refusal() != null || reply.accessToken() != null || refreshToken == null) {
            return Uni.createFrom().item(exchanged);
        }
        return refresh(provider.knowing(exchanged.parameters()), client, refreshToken)
                .map(reply::completedBy)
                .map(HttpTokenEndpoint::completed)
                .onFailure(ProviderException.class)
                .recoverWithItem(refusal -> Exchanged.refused(reply, (ProviderException) refusal))
                .map(completed -> completed.naming(exchanged.account(), exchanged.parameters()));
    }

    private static Exchanged completed(TokenResponse reply) {
        return reply.accessToken() == null
                ? Exchanged.refused(
                        reply, new ProviderException(new Failure(Outcome.UNKNOWN, null, NO_TOKEN, null, null)))
                : Exchanged.usable(reply);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A refresh names no resource (RFC 8707, section 2.2), because many providers refuse the parameter here. One that
     * requires it answers {@code invalid_target}, which leaves the refresh token as it is: the refresh is repeated once,
     * and later refreshes begin with the resource.
     */
    @Override
    public Uni<TokenResponse> refresh(OAuth2Provider provider, ProviderClient client, Secret refreshToken) {
        var resource = provider.oauth2().resource();
        if (resource == null) {
            return refresh(provider, client, refreshToken, null);
        }
        var needed = new NeedsResource(provider.id(), provider.oauth2().id());
        return needResource.contains(needed)
                ? refresh(provider, client, refreshToken, resource)
                : refresh(provider, client, refreshToken, null)
                        .onFailure(HttpTokenEndpoint::lacksResource)
                        .recoverWithUni(() -> refresh(provider, client, refreshToken, resource)
                                .invoke(() -> needResource.add(needed)));
    }

    private static boolean lacksResource(Throwable failure) {
        return failure instanceof ProviderException refused
                && refused.failure().detail().equals(INVALID_TARGET);
    }

    private Uni<TokenResponse> refresh(
            OAuth2Provider provider, ProviderClient client, Secret refreshToken, @Nullable String resource) {
        var rules = provider.oauth2().token();
        var parameters = new LinkedHashMap<>(rules.refresh().parameters());
        parameters.put("grant_type", "refresh_token");
        parameters.put("refresh_token", refreshToken.reveal());
        if (rules.refresh().redirectUri()) {
            parameters.put("redirect_uri", client.redirectUri(provider.redirectUri(publicUrl)));
        }
        if (resource != null) {
            parameters.put("resource", resource);
        }
        return ask(
                provider,
                client,
                authenticated -> ClientRequest.to(
                        rules.refreshUrl(),
                        rules,
                        rules.refreshAuthentication(),
                        rules.body(),
                        authenticated,
                        parameters),
                response -> response.refreshed(refreshToken));
    }

    private <T> Uni<T> ask(
            OAuth2Provider provider,
            ProviderClient client,
            Function<ProviderClient, ProviderRequest> request,
            Function<TokenResponseReader, T> reading) {
        return ask(provider, client, provider.oauth2().token().response(), request, reading);
    }

    private <T> Uni<T> ask(
            OAuth2Provider provider,
            ProviderClient client,
            ResponseRules rules,
            Function<ProviderClient, ProviderRequest> request,
            Function<TokenResponseReader, T> reading) {
        return secrets.send(
                provider.id(),
                client,
                one -> assertions
                        .forOneRequest(provider, one)
                        .chain(authenticated -> ask(rules, provider.errors(), request.apply(authenticated), reading)),
                token -> null);
    }

    @Override
    public Uni<TokenResponse> exchangeToken(
            OAuth2Provider provider, ProviderClient client, TokenCall call, ResponseRules rules, Secret accessToken) {
        return ask(
                        provider,
                        client,
                        rules,
                        authenticated -> ClientRequest.withToken(call, accessToken, authenticated),
                        response -> response.refreshed(null))
                .invoke(response -> {
                    var unused = response.requireAccessToken();
                });
    }

    @Override
    public Uni<TokenResponse> request(
            Provider provider, TokenRules rules, @Nullable ProviderClient client, Map<String, String> parameters) {
        var request = client == null
                ? ClientRequest.withoutClient(rules, parameters)
                : ClientRequest.toTokenEndpoint(rules, client, parameters);
        return ask(rules.response(), ProviderErrors.of(provider), request, response -> response.refreshed(null))
                .invoke(response -> {
                    var unused = response.requireAccessToken();
                });
    }

    private <T> Uni<T> ask(
            ResponseRules rules,
            ProviderErrors errors,
            ProviderRequest request,
            Function<TokenResponseReader, T> reading) {
        return Uni.createFrom().deferred(() -> {
            var begun = clock.instant();
            return http.sendKeepingPart(request)
                    .map(received ->
                            reading.apply(new TokenResponseReader(rules, errors, received, begun, clock.instant())));
        });
    }
}
