package io.latchkey.catalog.discovery;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The locations of metadata documents. */
final class WellKnown {
    private static final String OPENID_CONFIGURATION = "/.well-known/openid-configuration";
    private static final String AUTHORIZATION_SERVER = "/.well-known/oauth-authorization-server";
    private static final String PROTECTED_RESOURCE = "/.well-known/oauth-protected-resource";

    private static final Pattern LOCATION = Pattern.compile(
            "/\\.well-known/(openid-configuration|oauth-authorization-server|oauth-protected-resource)(?=[/?]|$)");

    private WellKnown() {}

    /** What the document at {@code url} describes, if {@code url} is such a location; otherwise {@code url}. */
    static String described(String url) {
        return LOCATION.matcher(url).replaceFirst("");
    }

    /** Of a protected resource (RFC 9728, section 3.1): before its path and query. */
    static String ofResource(URI resource) {
        return inserted(PROTECTED_RESOURCE, resource);
    }

    /**
     * Of an authorization server: as OpenID Connect Discovery 1.0, section 4.1, says, after the path of the issuer; as RFC
     * 8414, section 3.1, says, before it; and as its section 5 allows for OpenID Connect.
     */
    static List<String> ofIssuer(URI issuer) {
        return Stream.of(
                        origin(issuer) + path(issuer) + OPENID_CONFIGURATION,
                        inserted(AUTHORIZATION_SERVER, issuer),
                        inserted(OPENID_CONFIGURATION, issuer))
                .distinct()
                .toList();
    }

    private static String inserted(String location, URI url) {
        var query = url.getRawQuery();
        return origin(url) + location + path(url) + (query == null ? "" : "?" + query);
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    /** Without the slash that ends it. */
    private static String path(URI url) {
        return url.getRawPath().replaceFirst("/$", "");
    }
}
