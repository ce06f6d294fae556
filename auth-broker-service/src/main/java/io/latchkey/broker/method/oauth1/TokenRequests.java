package io.latchkey.broker.method.oauth1;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.method.UnsignedRequest;
import io.latchkey.broker.method.client.ClientSecrets;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.FormEncoding;
import io.latchkey.broker.upstream.FormEncoding.Parameter;
import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.catalog.OAuth1;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.oauth1.SignatureRules;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Sends signed requests for request tokens and access tokens (RFC 5849, sections 2.1 and 2.3). */
@ApplicationScoped
class TokenRequests {
    private static final String TOKEN = "/oauth_token";
    private static final String SECRET = "/oauth_token_secret";
    private static final String CONFIRMED = "/oauth_callback_confirmed";
    private static final int UNAUTHORIZED = 401;
    static final Parameter VERSION = new Parameter("oauth_version", "1.0");

    private final ProviderHttp http;
    private final ClientSecrets secrets;
    private final Clock clock;
    private final Ids ids;

    TokenRequests(ProviderHttp http, ClientSecrets secrets, Clock clock, Ids ids) {
        this.http = http;
        this.secrets = secrets;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * An access token, with the response that contains it.
     *
     * @param begun when the request was started
     */
    record Issued(RequestToken token, ProviderResponse response, Instant begun) {}

    /**
     * A request token for one authorization. Fails with a {@link ProviderException}, also if the provider does not
     * confirm that it will return to {@code callback} alone: without that, somebody else's authorization could be
     * returned (OAuth 1.0 before revision A).
     */
    Uni<RequestToken> requestToken(Provider provider, OAuth1 spec, ProviderClient client, String callback) {
        var rules = spec.requestToken();
        return signing(
                        provider,
                        client,
                        one -> send(
                                provider,
                                rules.url(),
                                rules.parameters(),
                                header(spec.signature(), new SigningKey(one, null, null)),
                                List.of(VERSION, new Parameter("oauth_callback", callback))))
                .map(issued -> {
                    if (!issued.response()
                            .text(CONFIRMED)
                            .filter("true"::equalsIgnoreCase)
                            .isPresent()) {
                        throw new ProviderException(
                                ProviderErrors.nonsense(issued.response(), "callback_not_confirmed"));
                    }
                    return issued.token();
                });
    }

    /** With each secret of the client in turn while it is rotated: no request was processed whose signature is wrong. */
    private Uni<Issued> signing(Provider provider, ProviderClient client, Function<ProviderClient, Uni<Issued>> send) {
        return secrets.send(provider.id(), client, send, issued -> null, TokenRequests::mayBeOfSecret);
    }

    /** The protocol has no code for a wrong signature, so a 401 without one can mean that. */
    static boolean mayBeOfSecret(Failure failure) {
        return failure.refusesClient() || (!failure.permanent() && Objects.equals(failure.httpStatus(), UNAUTHORIZED));
    }

    /** Exchanges a request token that a person has authorized. Fails with a {@link ProviderException}. */
    Uni<Issued> accessToken(
            Provider provider, OAuth1 spec, ProviderClient client, RequestToken authorized, Secret verifier) {
        return signing(
                provider,
                client,
                one -> send(
                        provider,
                        spec.accessToken().url(),
                        Map.of(),
                        header(spec.signature(), new SigningKey(one, authorized.token(), authorized.secret())),
                        List.of(VERSION, new Parameter("oauth_verifier", verifier.reveal()))));
    }

    /** The header that signs one request now. */
    SignedHeader header(SignatureRules rules, SigningKey key) {
        return new SignedHeader(
                rules, key, clock.instant(), ids.next().toString().replace("-", ""));
    }

    private Uni<Issued> send(
            Provider provider, String url, Map<String, String> form, SignedHeader header, List<Parameter> protocol) {
        return http.send(request(url, form, header, protocol))
                .map(response -> issued(provider, response, header.timestamp()));
    }

    private static ProviderRequest request(
            String url, Map<String, String> form, SignedHeader header, List<Parameter> protocol) {
        var headers = new HashMap<String, String>();
        headers.put("Accept", "application/x-www-form-urlencoded, application/json;q=0.9, */*;q=0.1");
        if (!form.isEmpty()) {
            headers.put("Content-Type", FormEncoding.MEDIA_TYPE);
        }
        var unsigned = new ProviderRequest(HttpMethod.POST, url, headers, Buffer.buffer(FormEncoding.of(form)));
        return unsigned.isComplete()
                ? unsigned.with(Map.of(SignedHeader.NAME, header.of(UnsignedRequest.of(unsigned), protocol)))
                : unsigned;
    }

    private Issued issued(Provider provider, ProviderResponse response, Instant begun) {
        if (!response.successful()) {
            throw new ProviderException(ProviderErrors.of(provider).atTokenEndpoint(response, clock.instant()));
        }
        var token = response.token(TOKEN)
                .orElseThrow(() -> new ProviderException(
                        response.isEmpty() || response.isPage()
                                ? ProviderErrors.noAnswer(response)
                                : ProviderErrors.nonsense(response, ProviderErrors.NO_TOKEN)));
        var secret = response.token(SECRET).map(Secret::of).orElse(null);
        return new Issued(new RequestToken(Secret.of(token), secret), response, begun);
    }
}
