package io.latchkey.catalog.request;

import io.latchkey.catalog.parameter.UrlTemplate;
import io.latchkey.catalog.rule.InvalidFieldException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hosts of a provider's API, for which Latchkey signs requests.
 *
 * @param origins schemes and hosts, with ports that are not usual, for example {@code https://api.acme.example}; the host
 *     can begin with {@code *.}, for all its subdomains
 */
public record ApiHosts(List<String> origins) {
    private static final Pattern NAME = Pattern.compile("(\\*\\.)?[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final String ALL_BELOW = "*.";

    public ApiHosts {
        origins = origins.stream().distinct().sorted().toList();
    }

    /**
     * The hosts of these URLs, and further ones.
     *
     * @param names host names, with https
     */
    public static ApiHosts of(Stream<String> urls, List<String> names) {
        return new ApiHosts(
                Stream.concat(urls.map(ApiHosts::origin), names.stream().map(name -> "https://" + name))
                        .map(origin -> origin.toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** A host name, or {@code *.} and the end of host names. */
    static String name(String field, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidFieldException(field, "must be a host such as api.acme.example or *.acme.example");
        }
        return name;
    }

    /** Whether {@code url}, which is absolute, has one of these hosts. */
    public boolean contain(URI url) {
        var asked = origin(url.toString()).toLowerCase(Locale.ROOT);
        return origins.stream().anyMatch(origin -> covers(origin, asked));
    }

    private static boolean covers(String origin, String asked) {
        var wildcard = origin.indexOf(ALL_BELOW);
        if (wildcard < 0) {
            return origin.equals(asked);
        }
        var scheme = origin.substring(0, wildcard);
        var end = origin.substring(wildcard + 1);
        return asked.startsWith(scheme) && asked.endsWith(end) && asked.length() > scheme.length() + end.length();
    }

    private static String origin(String url) {
        var parts = UrlTemplate.of(url);
        var usual = parts.scheme().equalsIgnoreCase("https://") ? ":443" : ":80";
        var authority = parts.authority();
        return parts.scheme()
                + (authority.endsWith(usual) ? authority.substring(0, authority.length() - usual.length()) : authority);
    }
}
