package io.latchkey.broker.method;

import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.FormEncoding;
import io.latchkey.catalog.request.ApiHosts;
import io.latchkey.catalog.request.ApiRules;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parts that authenticate a request to the provider's API. All of them are secret.
 *
 * @param query parameters to add to the URL
 * @param url the part that the URLs of the API have in common; null: the catalog does not say
 * @param body members to add to the body
 * @param signedFor the hosts for which each request needs a signature as well; empty: it needs none
 */
public record RequestParts(
        Map<String, String> headers,
        Map<String, String> query,
        @Nullable String url,
        Map<String, String> body,
        Optional<ApiHosts> signedFor) {
    public static final RequestParts NONE = new RequestParts(Map.of(), Map.of(), null, Map.of());

    public RequestParts {
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
        body = Map.copyOf(body);
    }

    /** For requests that need no signature. */
    public RequestParts(
            Map<String, String> headers, Map<String, String> query, @Nullable String url, Map<String, String> body) {
        this(headers, query, url, body, Optional.empty());
    }

    private RequestParts(Map<String, String> headers, Map<String, String> query) {
        this(headers, query, null, Map.of());
    }

    public static RequestParts header(String name, String value) {
        return new RequestParts(Map.of(name, value), Map.of());
    }

    /** RFC 6750, section 2.1. */
    public static RequestParts bearer(Secret token) {
        return header("Authorization", "Bearer " + token.reveal());
    }

    /** A copy with what every request needs, unless it has that already. Names of headers are case-insensitive. */
    public RequestParts over(ApiRules api) {
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(api.headers());
        all.putAll(headers);
        var added = new HashMap<>(api.query());
        added.putAll(query);
        return new RequestParts(all, added, url == null ? api.url() : url, body, signedFor);
    }

    /** A copy for requests that need a signature. */
    RequestParts signedFor(ApiHosts hosts) {
        return new RequestParts(headers, query, url, body, Optional.of(hosts));
    }

    /** Adds the query parameters to {@code url}. */
    public String in(String url) {
        return FormEncoding.added(url, query);
    }

    @Override
    public String toString() {
        return "RequestParts[headers=" + headers.keySet() + ", query=" + query.keySet() + ", body=" + body.keySet()
                + "]";
    }
}
