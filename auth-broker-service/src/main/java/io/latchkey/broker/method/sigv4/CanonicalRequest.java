package io.latchkey.broker.method.sigv4;

import io.latchkey.broker.method.UnsignedRequest;
import io.latchkey.broker.upstream.FormEncoding;
import io.latchkey.catalog.parameter.PercentEncoding;
import java.net.URI;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The form of a request that AWS signs: equal for requests that mean the same. */
final class CanonicalRequest {
    private static final Pattern SPACES = Pattern.compile(" +");

    private CanonicalRequest() {}

    /** @param headers to sign, by their names in lower case */
    static String of(UnsignedRequest request, SigningScope scope, SortedMap<String, String> headers) {
        var lines = headers.entrySet().stream()
                .map(header -> header.getKey() + ":"
                        + SPACES.matcher(header.getValue().strip()).replaceAll(" ") + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                request.method(),
                scope.isStorage() ? orRoot(request.url().getRawPath()) : path(request.url()),
                query(request.url().getRawQuery()),
                lines,
                String.join(";", headers.keySet()),
                request.bodySha256());
    }

    /** Encoded once more than it is sent, without empty, {@code .} and {@code ..} segments. */
    private static String path(URI url) {
        var normal = orRoot(url.normalize().getRawPath());
        return Arrays.stream(normal.split("/", -1)).map(PercentEncoding::of).collect(Collectors.joining("/"));
    }

    private static String orRoot(String path) {
        return path.isEmpty() ? "/" : path;
    }

    private static String query(@Nullable String raw) {
        return raw == null
                ? ""
                : FormEncoding.parsed(raw).stream()
                        .map(parameter ->
                                PercentEncoding.of(parameter.name()) + "=" + PercentEncoding.of(parameter.value()))
                        .sorted()
                        .collect(Collectors.joining("&"));
    }
}
