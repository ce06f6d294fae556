package io.latchkey.catalog.parameter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Percent-encodes values. */
public final class PercentEncoding {
    private PercentEncoding() {}

    /** For a path or a query: colons and at signs are part of them (RFC 3986, section 3.3), and not every server decodes them. */
    static String inUrl(String text) {
        return of(text).replace("%3A", ":").replace("%40", "@");
    }

    /** All but the unreserved characters (RFC 3986, section 2.3). */
    public static String of(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
