package io.latchkey.catalog.parameter;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** The part of a provider's text that is the value of a parameter. */
public enum Take {
    TEXT,
    /** The host, and the port if there is one, of a URL; a text without a scheme is a host. */
    HOST;

    Optional<String> from(String text) {
        return this == TEXT ? Optional.of(text) : host(text);
    }

    private static Optional<String> host(String text) {
        try {
            var uri = new URI(text.contains("://") ? text : "https://" + text);
            return Optional.ofNullable(uri.getHost())
                    .filter(host -> uri.getRawUserInfo() == null)
                    .map(host -> host.toLowerCase(Locale.ROOT) + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
