package io.latchkey.broker.method;

import io.latchkey.broker.upstream.FormEncoding;
import io.latchkey.broker.upstream.FormEncoding.Parameter;
import io.latchkey.broker.upstream.ProviderRequest;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to a provider's API before it is signed. It is as secret as its parameters.
 *
 * @param method of HTTP, in upper case
 * @param headers that the signature may cover
 * @param form the parameters of a body of the type {@code application/x-www-form-urlencoded}; empty: the body is of
 *     another type, or there is none
 */
public record UnsignedRequest(String method, URI url, Map<String, String> headers, List<Parameter> form) {
    public UnsignedRequest {
        headers = Map.copyOf(headers);
        form = List.copyOf(form);
    }

    /** The request that Latchkey is about to send. */
    public static UnsignedRequest of(ProviderRequest request) {
        return new UnsignedRequest(
                request.method().name(), URI.create(request.url()), request.headers(), form(request));
    }

    private static List<Parameter> form(ProviderRequest request) {
        @Nullable Buffer body = request.body();
        return body != null && FormEncoding.MEDIA_TYPE.equals(request.headers().get("Content-Type"))
                ? FormEncoding.parsed(body.toString())
                : List.of();
    }

    @Override
    public String toString() {
        return method + " " + url.getHost();
    }
}
