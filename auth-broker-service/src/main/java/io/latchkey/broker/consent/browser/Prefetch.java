package io.latchkey.broker.consent.browser;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Detects requests that a browser makes without a person opening the page: a prefetch, a preview, an image, or a
 * request by a script. Such a request carries the browser's cookies like any other.
 */
public final class Prefetch {
    /** Sent by Chromium; older browsers and WebViews; Safari; Firefox, in this order. */
    private static final List<String> ANNOUNCING = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");

    private static final List<String> AHEAD = List.of("prefetch", "prerender", "preview");

    /** Names the purpose of a browser's request. Other programs and old browsers do not send this header. */
    private static final String DESTINATION = "Sec-Fetch-Dest";

    private Prefetch() {}

    /** Whether the headers of a GET show that no person opened the page. */
    public static boolean isAnnouncedBy(HttpHeaders headers) {
        return ANNOUNCING.stream().flatMap(name -> values(headers, name)).anyMatch(value -> AHEAD.stream()
                        .anyMatch(value::contains))
                || values(headers, DESTINATION).anyMatch(destination -> !destination.equals("document"));
    }

    private static Stream<String> values(HttpHeaders headers, String name) {
        return headers.getRequestHeader(name).stream()
                .map(value -> value.strip().toLowerCase(Locale.ROOT));
    }
}
