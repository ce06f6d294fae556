package io.latchkey.broker.consent.begin;

import io.latchkey.contracts.Limits;
import io.latchkey.work.failure.Invalid;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The URLs to which the broker may redirect browsers after a consent, per tenant. A URL is allowed if an entry has the
 * same scheme, host and port and its path is a prefix by whole segments: {@code /app} allows {@code /app/done}, but not
 * {@code /apple}.
 */
public final class ReturnUrls {
    static final Set<String> OUR_PARAMETERS = Set.of("connection", "authorization", "status", "callerState", "code");
    private static final String ANY_TENANT = "*";

    private final Map<String, List<Place>> allowed = new HashMap<>();

    private ReturnUrls() {}

    /**
     * Parses {@code tenant=url,url;tenant=url}. The tenant {@code *} stands for all tenants. Throws an
     * {@link IllegalArgumentException} that names a faulty entry.
     */
    public static ReturnUrls of(String text) {
        var urls = new ReturnUrls();
        Arrays.stream(text.split(";")).filter(entry -> !entry.isBlank()).forEach(urls::add);
        return urls;
    }

    private void add(String entry) {
        var parts = entry.strip().split("=", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException("'" + entry.strip() + "' does not have the form tenant=url,url");
        }
        var tenant = parts[0].strip();
        try {
            allowed.put(
                    tenant,
                    Arrays.stream(parts[1].split(","))
                            .map(String::strip)
                            .map(Place::of)
                            .toList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a URL of '" + tenant + "' is invalid: " + e.getMessage());
        }
    }

    /** Requires that {@code tenant} may use the URL. Throws {@link Invalid} otherwise. */
    void require(String tenant, String returnUrl) {
        Place place;
        try {
            place = Place.of(returnUrl);
        } catch (IllegalArgumentException e) {
            throw new Invalid("returnUrl", "The URL is invalid: " + e.getMessage() + ".", "Correct the URL.");
        }
        if (places(tenant).noneMatch(p -> p.covers(place))) {
            throw new Invalid(
                    "returnUrl",
                    "The URL is not allowed for this tenant.",
                    "Use an allowed URL, or ask the operator to allow this one in LATCHKEY_RETURN_URLS.");
        }
    }

    private Stream<Place> places(String tenant) {
        return Stream.of(tenant, ANY_TENANT).flatMap(t -> allowed.getOrDefault(t, List.of()).stream());
    }

    private record Place(String scheme, String host, int port, List<String> path) {
        static Place of(String url) {
            if (url.length() > Limits.URL_LENGTH) {
                throw new IllegalArgumentException("it is longer than " + Limits.URL_LENGTH + " characters");
            }
            var uri = parsed(url);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            require(scheme.equals("https") || scheme.equals("http"), "it is not an absolute http or https URL");
            require(uri.getHost() != null, "it has no host");
            require(uri.getRawUserInfo() == null, "it has user info");
            require(uri.getRawFragment() == null, "it has a fragment");
            require(
                    parameters(uri).noneMatch(OUR_PARAMETERS::contains),
                    "its query has a parameter that Latchkey adds");
            var port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
            return new Place(scheme, uri.getHost().toLowerCase(Locale.ROOT), port, segments(uri.getRawPath()));
        }

        boolean covers(Place other) {
            return scheme.equals(other.scheme)
                    && host.equals(other.host)
                    && port == other.port
                    && path.size() <= other.path.size()
                    && path.equals(other.path.subList(0, path.size()));
        }

        private static URI parsed(String url) {
            try {
                return new URI(url);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("it is not a URL", e);
            }
        }

        /**
         * Omits the empty segment after a trailing slash. Refuses every path that a server might resolve to another
         * one.
         */
        private static List<String> segments(String path) {
            var encoded = path.toLowerCase(Locale.ROOT);
            require(
                    !encoded.contains("%2f") && !encoded.contains("%5c") && !encoded.contains("%2e"),
                    "its path has an encoded dot or slash");
            var segments = Arrays.stream(path.split("/")).skip(1).toList();
            require(
                    segments.stream().noneMatch(s -> s.isEmpty() || s.equals(".") || s.equals("..")),
                    "its path has an empty segment or a dot segment");
            return segments;
        }

        private static Stream<String> parameters(URI uri) {
            var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            return Arrays.stream(query.split("&")).map(p -> p.split("=", 2)[0]);
        }

        private static void require(boolean condition, String otherwise) {
            if (!condition) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }
}
