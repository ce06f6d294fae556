package io.latchkey.broker.upstream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
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

    /** A copy with these headers, too. They replace present ones; names of headers are case-insensitive. */
    public ProviderRequest with(Map<String, String> added) {
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.putAll(added);
        return new ProviderRequest(method, url, all, body);
    }

    /** Whether the URL has no placeholder that was not replaced. */
    public boolean isComplete() {
        return url.indexOf('{') < 0;
    }

    @Override
    public String toString() {
        return method + " " + URI.create(url).getHost();
    }
}
