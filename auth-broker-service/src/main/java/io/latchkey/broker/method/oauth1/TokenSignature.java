package io.latchkey.broker.method.oauth1;

import io.latchkey.broker.method.RequestSigner;
import io.latchkey.broker.method.UnsignedRequest;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.OAuth1Token;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests with a token and with the secret of the client that it was issued to (RFC 5849, section 3). While the
 * secret is rotated, a request of the broker is repeated with the next one if the provider does not accept the
 * signature. For requests that others send, the broker tries the secrets itself ({@link SecretTrials}).
 */
record TokenSignature(OAuth1Method method, OAuth1Methods shared) implements RequestSigner {
    /** Providers refuse older timestamps (section 3.3); none is known to accept less. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    /** Section 3.4.1: also the query of the URL. */
    @Override
    public Set<Part> covers() {
        return Set.of(Part.FORM);
    }

    @Override
    public Uni<Signature> sign(UnsignedRequest request, Material material) {
        var token = method.material().cast(material);
        return method.clientOf(token)
                .chain(client -> shared.trials.proven(method, client, token))
                .map(client -> signature(request, token, client));
    }

    @Override
    public Uni<ProviderResponse> sent(
            ProviderRequest request, Material material, Function<ProviderRequest, Uni<ProviderResponse>> http) {
        if (!request.isComplete()) {
            return http.apply(request);
        }
        var token = method.material().cast(material);
        return method.clientOf(token)
                .chain(client -> shared.secrets.send(
                        method.provider().id(),
                        client,
                        one -> http.apply(request.with(signature(UnsignedRequest.of(request), token, one)
                                .headers())),
                        this::refusal,
                        TokenRequests::mayBeOfSecret));
    }

    private Signature signature(UnsignedRequest request, OAuth1Token token, ProviderClient client) {
        var key = new SigningKey(client, token.token(), token.tokenSecret());
        var header = shared.requests.header(method.spec().signature(), key);
        return new Signature(
                Map.of(SignedHeader.NAME, header.of(request, List.of(TokenRequests.VERSION))),
                header.timestamp().plus(LIFE));
    }

    private @Nullable Failure refusal(ProviderResponse response) {
        return response.successful()
                ? null
                : ProviderErrors.of(method.provider()).atApi(response, shared.clock.instant());
    }
}
