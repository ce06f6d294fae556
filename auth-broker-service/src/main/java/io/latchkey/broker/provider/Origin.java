package io.latchkey.broker.provider;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the secrets of a provider are sent: client secrets, refresh tokens and access tokens are bound to it when they
 * are stored. URLs are normalized, so that only a real move is one.
 *
 * @param issuer null where the catalogue names none
 * @param tokenEndpoint without its query
 * @param refreshEndpoint where refreshes go, often the same
 * @param hosts scheme, host and port of everything that is sent a secret; sorted
 */
public record Origin(@Nullable String issuer, String tokenEndpoint, String refreshEndpoint, List<String> hosts) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    public Origin {
        Objects.requireNonNull(tokenEndpoint, "tokenEndpoint");
        Objects.requireNonNull(refreshEndpoint, "refreshEndpoint");
        hosts = hosts.stream().distinct().sorted().toList();
    }

    /** The origin that the catalogue gives {@code provider} now. */
    public static Origin of(Provider provider) {
        var oauth2 = provider.oauth2();
        var revocation = Stream.ofNullable(oauth2.revoke()).map(OAuth2.Revoke::url);
        var others = Stream.of(
                oauth2.token().url(),
                oauth2.token().refreshUrl(),
                oauth2.identity().url(),
                oauth2.probe().url());
        return new Origin(
                oauth2.authorize().issuer(),
                endpoint(oauth2.token().url()),
                endpoint(oauth2.token().refreshUrl()),
                Stream.concat(others, revocation).map(Origin::host).toList());
    }

    /** Whether what is bound to this may be sent to {@code present}; an endpoint less is no move. */
    public boolean covers(Origin present) {
        return Objects.equals(issuer, present.issuer)
                && tokenEndpoint.equals(present.tokenEndpoint)
                && refreshEndpoint.equals(present.refreshEndpoint)
                && hosts.containsAll(present.hosts);
    }

    private static String endpoint(String url) {
        var path = parsed(url).getRawPath();
        return host(url) + (path == null || path.isEmpty() ? "/" : path);
    }

    private static String host(String url) {
        var uri = parsed(url);
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        var standard = scheme.equals("https") ? 443 : 80;
        var port = uri.getPort() < 0 ? standard : uri.getPort();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    private static URI parsed(String url) {
        return URI.create(PLACEHOLDER.matcher(url).replaceAll("$1"));
    }
}
