package io.latchkey.broker.method.oauth1;

import io.latchkey.broker.method.RequestSigner;
import io.latchkey.broker.method.UnsignedRequest;
import io.latchkey.broker.secret.Material;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Signs requests with a token and with the secret of the client that it was issued to (RFC 5849, section 3). */
record TokenSignature(OAuth1Method method, OAuth1Methods shared) implements RequestSigner {
    /** Providers refuse older timestamps (section 3.3); none is known to accept less. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    @Override
    public Uni<Signature> sign(UnsignedRequest request, Material material) {
        var token = method.material().cast(material);
        return shared.clients.of(method, token.client(), null).map(client -> {
            var key = new SigningKey(client, token.token(), token.tokenSecret());
            var header = shared.requests.header(method.spec().signature(), key);
            return new Signature(
                    Map.of(SignedHeader.NAME, header.of(request, List.of(TokenRequests.VERSION))),
                    header.timestamp().plus(LIFE));
        });
    }
}
