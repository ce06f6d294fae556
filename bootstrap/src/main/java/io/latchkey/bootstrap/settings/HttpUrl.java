package io.latchkey.bootstrap.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An http or https URL: scheme, host, optionally a port and a path.
 *
 * @param uri in the form that browsers use: scheme and host in lower case, no default port, no slash at the end
 */
public record HttpUrl(URI uri) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Map<String, Integer> IMPLIED_PORTS = Map.of("http", 80, "https", 443);

    public HttpUrl {
        require(IMPLIED_PORTS.containsKey(scheme(uri)), "it is not an http or https URL");
        require(uri.getHost() != null, "it has no host");
        require(uri.getRawUserInfo() == null, "it has user info");
        require(uri.getRawQuery() == null && uri.getRawFragment() == null, "it has a query or a fragment");
        uri = canonical(uri);
    }

    /** {@link IllegalArgumentException} says what is wrong with the text, without the text. */
    public static HttpUrl of(String text) {
        try {
            return new HttpUrl(new URI(text));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is not a URL", e);
        }
    }

    /** Whether the host of a URL is a loopback address, so that traffic does not leave this machine. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.contains(host);
    }

    /** @param path begins with a slash */
    public String with(String path) {
        return uri + path;
    }

    @Override
    public String toString() {
        return uri.toString();
    }

    /** An {@code Origin} is compared as text, so its form must be unique. */
    private static URI canonical(URI uri) {
        var implied = uri.getPort() < 0 || uri.getPort() == IMPLIED_PORTS.getOrDefault(scheme(uri), -1);
        return URI.create(scheme(uri) + "://" + uri.getHost().toLowerCase(Locale.ROOT)
                + (implied ? "" : ":" + uri.getPort())
                + uri.getRawPath().replaceAll("/+$", ""));
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
