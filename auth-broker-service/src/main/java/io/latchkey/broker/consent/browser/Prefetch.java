package io.latchkey.broker.consent.browser;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Tells a page that a person opens from one that is fetched ahead or along the way: by a browser that guesses the next
 * page, for a preview, as an image or by a script. Such a fetch carries the browser's cookies like any other.
 */
public final class Prefetch {
    /** Chromium; older browsers and WebViews; Safari; Firefox. */
    private static final List<String> ANNOUNCING = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");

    private static final List<String> AHEAD = List.of("prefetch", "prerender", "preview");

    /** Says for what a browser fetches something; other programs and old browsers do not send it. */
    private static final String DESTINATION = "Sec-Fetch-Dest";

    private Prefetch() {}

    /** Whether the headers of a GET say that no person has opened the page. */
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
