package io.latchkey.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Where something is reached over http or https: scheme, host, perhaps a port and a path.
 *
 * @param uri without a slash at its end
 */
public record HttpUrl(URI uri) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public HttpUrl {
        require("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()), "it is not a http or https URL");
        require(uri.getHost() != null, "it names no host");
        require(uri.getRawUserInfo() == null, "it has user info");
        require(uri.getRawQuery() == null && uri.getRawFragment() == null, "it has a query or a fragment");
    }

    /** {@link IllegalArgumentException} says what is wrong with the text, without the text. */
    public static HttpUrl of(String text) {
        try {
            return new HttpUrl(new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is not a URL", e);
        }
    }

    /** Whether a host, as it stands in a URL, is this machine: on the way to it nobody listens. */
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

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
