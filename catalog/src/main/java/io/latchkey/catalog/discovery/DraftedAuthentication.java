package io.latchkey.catalog.discovery;

import java.util.List;
import java.util.Optional;

/** The client authentication of the draft. */
final class DraftedAuthentication {
    /** What a server supports whose metadata does not say it (RFC 8414, section 2). */
    static final String USUAL = "basic";

    /** A registered name (RFC 7591, section 2), and that of the catalog. */
    private record Known(String registered, String value) {}

    /** Preferred ones first. */
    private static final List<Known> KNOWN = List.of(
            new Known("client_secret_basic", USUAL),
            new Known("client_secret_post", "post"),
            new Known("none", "none"));

    private DraftedAuthentication() {}

    /** The first of those that Latchkey supports; empty if none is among {@code supported}. */
    static Optional<String> of(List<String> supported) {
        return KNOWN.stream()
                .filter(known -> supported.contains(known.registered()))
                .map(Known::value)
                .findFirst();
    }
}
