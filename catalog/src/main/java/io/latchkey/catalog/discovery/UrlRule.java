package io.latchkey.catalog.discovery;

import io.latchkey.catalog.rule.Require;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which URLs an operator and a metadata document may name: absolute https URLs without fragment, user info and
 * placeholders.
 *
 * @param mayBePlain whether a host may be reached over plain http
 */
record UrlRule(Predicate<String> mayBePlain) {
    private static final int LONGEST = 2000;

    /** What is wrong with a URL, without its text; empty if it is allowed. */
    Optional<String> fault(String text) {
        if (text.length() > LONGEST) {
            return Optional.of("is longer than " + LONGEST + " characters");
        }
        if (text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            return Optional.of("contains characters that a URL cannot have");
        }
        try {
            return fault(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.of("is not a URL");
        }
    }

    private Optional<String> fault(URI url) {
        if (url.getHost() == null) {
            return Optional.of("is not an absolute URL with a host");
        }
        if (url.getRawFragment() != null || url.getRawUserInfo() != null) {
            return Optional.of("has a fragment or user info");
        }
        return Require.isConfidential(url, mayBePlain) ? Optional.empty() : Optional.of("is not an https URL");
    }
}
