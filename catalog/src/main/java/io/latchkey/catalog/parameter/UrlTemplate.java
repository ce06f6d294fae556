package io.latchkey.catalog.parameter;

import java.util.regex.Pattern;

/**
 * The parts of a URL that may have placeholders.
 *
 * @param scheme with the slashes after it
 * @param authority host and port
 * @param rest path and query
 */
public record UrlTemplate(String scheme, String authority, String rest) {
    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)([^/?#]*)(.*)", Pattern.DOTALL);

    public static UrlTemplate of(String url) {
        var parts = URL.matcher(url);
        return parts.matches()
                ? new UrlTemplate(parts.group(1), parts.group(2), parts.group(3))
                : new UrlTemplate("", "", url);
    }

    /** The path without the query. */
    public String path() {
        return rest.replaceFirst("[?#].*", "");
    }

    /**
     * Whether the entry does not fix a domain at the end of the host, so that a value decides in whose domain it is: as in
     * {@code {shop}}, {@code {shop}.example} and {@code {shop}acme.example}, but not in {@code {shop}.acme.example}.
     */
    public boolean hasOpenDomain() {
        var fixed = authority.replaceFirst(":[0-9]+$", "").replaceFirst(".*}[^.]*", "");
        return authority.contains("}") && fixed.indexOf('.', 1) < 0;
    }
}
