package io.latchkey.catalog.parameter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Percent-encodes all but the unreserved characters (RFC 3986, section 2.3): for paths, queries and forms. */
public final class PercentEncoding {
    private PercentEncoding() {}

    public static String of(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
