package io.latchkey.catalog.discovery;

import io.latchkey.catalog.oauth2.ClientAuthentication;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The client authentication of the draft. */
final class DraftedAuthentication {
    /** What a server supports whose metadata does not say it (RFC 8414, section 2). */
    static final String USUAL = value(ClientAuthentication.BASIC);

    /** Preferred ones first. */
    private static final List<ClientAuthentication> KNOWN =
            List.of(ClientAuthentication.BASIC, ClientAuthentication.POST, ClientAuthentication.NONE);

    private DraftedAuthentication() {}

    /** The first of those that Latchkey supports; empty if none is among {@code supported}. */
    static Optional<String> of(List<String> supported) {
        return KNOWN.stream()
                .filter(known -> supported.contains(known.registeredName()))
                .map(DraftedAuthentication::value)
                .findFirst();
    }

    private static String value(ClientAuthentication authentication) {
        return authentication.name().toLowerCase(Locale.ROOT);
    }
}
