package io.latchkey.broker.upstream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to a provider. Its {@code toString} contains only the method and the host: all else may be secret. */
public record ProviderRequest(
        HttpMethod method,
        String url,
        Map<String, String> headers,
        @Nullable Buffer body) {
    public ProviderRequest {
        headers = Map.copyOf(headers);
    }

    /** Whether the URL has no placeholder that was not replaced. */
    boolean isComplete() {
        return url.indexOf('{') < 0;
    }

    @Override
    public String toString() {
        return method + " " + URI.create(url).getHost();
    }
}
