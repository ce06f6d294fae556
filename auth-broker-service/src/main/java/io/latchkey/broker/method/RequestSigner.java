package io.latchkey.broker.method;

import io.latchkey.broker.secret.Material;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;

/** Signs requests to a provider's API, for a method whose requests carry a signature in place of the credential. */
@FunctionalInterface
public interface RequestSigner {
    /** Signs one request. Fails with a {@link ProviderException} if what signs it is missing or may not be used. */
    Uni<Signature> sign(UnsignedRequest request, Material material);

    /** {@code request} with its signature. One that lacks a value is not signed: it is never sent. */
    default Uni<ProviderRequest> signed(ProviderRequest request, Material material) {
        return request.isComplete()
                ? sign(UnsignedRequest.of(request), material).map(signature -> request.with(signature.headers()))
                : Uni.createFrom().item(request);
    }

    /**
     * A signature.
     *
     * @param headers to send with the request that was signed
     * @param validUntil when the provider no longer accepts it
     */
    record Signature(Map<String, String> headers, Instant validUntil) {
        public Signature {
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "Signature[headers=" + headers.keySet() + ", validUntil=" + validUntil + "]";
        }
    }
}
