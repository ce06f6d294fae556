package io.latchkey.catalog;

import io.latchkey.catalog.rule.Require;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the secrets of an authentication method are sent: client secrets, refresh tokens and access tokens are bound to it when they
 * are stored. URLs are normalized, so that only a real move is one.
 *
 * @param issuer null where the catalog names none
 * @param tokenEndpoint without its query; null where the method has none
 * @param refreshEndpoint where refreshes go, often the same; null where the method has none
 * @param hosts scheme, host and port of everything that is sent a secret; sorted
 */
public record Origin(
        @Nullable String issuer,
        @Nullable String tokenEndpoint,
        @Nullable String refreshEndpoint,
        List<String> hosts) {
    public Origin {
        hosts = hosts.stream().distinct().sorted().toList();
    }

    static Origin of(
            @Nullable String issuer,
            @Nullable String tokenUrl,
            @Nullable String refreshUrl,
            Stream<String> secretUrls) {
        return new Origin(
                issuer,
                endpoint(tokenUrl),
                endpoint(refreshUrl),
                secretUrls.map(Origin::host).toList());
    }

    /** Whether what is bound to this may be sent to {@code present}; an endpoint less is no move. */
    public boolean covers(Origin present) {
        return Objects.equals(issuer, present.issuer)
                && Objects.equals(tokenEndpoint, present.tokenEndpoint)
                && Objects.equals(refreshEndpoint, present.refreshEndpoint)
                && hosts.containsAll(present.hosts);
    }

    private static @Nullable String endpoint(@Nullable String url) {
        if (url == null) {
            return null;
        }
        var path = Require.parsed("url", url).getRawPath();
        return host(url) + (path == null || path.isEmpty() ? "/" : path);
    }

    private static String host(String url) {
        var uri = Require.parsed("url", url);
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        var standard = scheme.equals("https") ? 443 : 80;
        var port = uri.getPort() < 0 ? standard : uri.getPort();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }
}
