package io.latchkey.broker.method;

import io.latchkey.broker.secret.Material;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Signs requests to a provider's API, for a method whose requests carry a signature in place of the credential. */
public interface RequestSigner {
    /** A part of a request that a signature can cover, besides the method and the URL. */
    enum Part {
        FORM("form"),
        HEADERS("headers"),
        BODY_HASH("bodySha256"),
        REGION("region"),
        SERVICE("service");

        private final String field;

        Part(String field) {
            this.field = field;
        }

        /** Its name in the API. */
        public String field() {
            return field;
        }
    }

    /** The parts that signatures of this method cover. */
    Set<Part> covers();

    /** Signs one request. Fails with a {@link ProviderException} if what signs it is missing or may not be used. */
    Uni<Signature> sign(UnsignedRequest request, Material material);

    /** {@code request} with its signature. One that lacks a value is not signed: it is never sent. */
    default Uni<ProviderRequest> signed(ProviderRequest request, Material material) {
        return request.isComplete()
                ? sign(UnsignedRequest.of(request), material).map(signature -> request.with(signature.headers()))
                : Uni.createFrom().item(request);
    }

    /** Signs {@code request} and sends it. */
    default Uni<ProviderResponse> sent(
            ProviderRequest request, Material material, Function<ProviderRequest, Uni<ProviderResponse>> http) {
        return signed(request, material).chain(http::apply);
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
