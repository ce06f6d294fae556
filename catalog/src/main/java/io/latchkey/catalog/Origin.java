package io.latchkey.catalog;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.catalog.parameter.UrlTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The servers to which an authentication method sends secrets. Client secrets, refresh tokens and access tokens are
 * bound to it when they are stored. URLs are normalized, so that only real changes count. In the origin of a method in the
 * catalog, placeholders stand for all their values.
 */
public record Origin(
        @JsonPropertyDescription(OriginFields.ISSUER) @Nullable
        String issuer,

        @JsonPropertyDescription(OriginFields.TOKEN_ENDPOINT) @Nullable
        String tokenEndpoint,

        @JsonPropertyDescription(OriginFields.REFRESH_ENDPOINT) @Nullable
        String refreshEndpoint,

        @JsonPropertyDescription(OriginFields.HOSTS) List<String> hosts) {
    private static final Pattern PORT = Pattern.compile(":[0-9]+$");

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

    /**
     * Whether secrets that are bound to this origin may be sent to {@code present}; a removed endpoint is not a change.
     */
    public boolean covers(Origin present) {
        return Objects.equals(issuer, present.issuer)
                && Objects.equals(tokenEndpoint, present.tokenEndpoint)
                && Objects.equals(refreshEndpoint, present.refreshEndpoint)
                && hosts.containsAll(present.hosts);
    }

    /** Whether {@code placeholder} is in an endpoint or in a host. */
    public boolean refersTo(String placeholder) {
        return Stream.concat(Stream.of(tokenEndpoint, refreshEndpoint), hosts.stream())
                .anyMatch(url -> url != null && url.contains(placeholder));
    }

    private static @Nullable String endpoint(@Nullable String url) {
        if (url == null) {
            return null;
        }
        var path = UrlTemplate.of(url).path();
        return host(url) + (path.isEmpty() ? "/" : path);
    }

    private static String host(String url) {
        var parts = UrlTemplate.of(url);
        var scheme = parts.scheme().toLowerCase(Locale.ROOT);
        var authority = parts.authority().toLowerCase(Locale.ROOT);
        var standard = scheme.equals("https://") ? ":443" : ":80";
        return scheme + authority + (PORT.matcher(authority).find() ? "" : standard);
    }
}
