package io.latchkey.broker.method.oauth1;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.method.UnsignedRequest;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.FormEncoding;
import io.latchkey.broker.upstream.FormEncoding.Parameter;
import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.upstream.ProviderRequest;
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

/** Sends signed requests for request tokens and access tokens (RFC 5849, sections 2.1 and 2.3). */
@ApplicationScoped
class TokenRequests {
    private static final String TOKEN = "/oauth_token";
    private static final String SECRET = "/oauth_token_secret";
    private static final String CONFIRMED = "/oauth_callback_confirmed";
    static final Parameter VERSION = new Parameter("oauth_version", "1.0");

    private final ProviderHttp http;
    private final Clock clock;
    private final Ids ids;

    TokenRequests(ProviderHttp http, Clock clock, Ids ids) {
        this.http = http;
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
        return send(
                        provider,
                        rules.url(),
                        rules.parameters(),
                        header(spec.signature(), new SigningKey(client, null, null)),
                        List.of(VERSION, new Parameter("oauth_callback", callback)))
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

    /** Exchanges a request token that a person has authorized. Fails with a {@link ProviderException}. */
    Uni<Issued> accessToken(
            Provider provider, OAuth1 spec, ProviderClient client, RequestToken authorized, Secret verifier) {
        return send(
                provider,
                spec.accessToken().url(),
                Map.of(),
                header(spec.signature(), new SigningKey(client, authorized.token(), authorized.secret())),
                List.of(VERSION, new Parameter("oauth_verifier", verifier.reveal())));
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
