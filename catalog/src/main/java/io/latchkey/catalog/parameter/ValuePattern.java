package io.latchkey.catalog.parameter;

import io.latchkey.catalog.rule.Require;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values that parameters can have.
 *
 * <ol>
 *   <li>A pattern must match the whole value.
 *   <li>No value contains control characters or braces: a later template would take braces for a placeholder.
 *   <li>No value is {@code .} or {@code ..}, which change the path of a URL even where all characters are encoded.
 * </ol>
 */
final class ValuePattern {
    /** A label of a host name (RFC 1123, section 2.1). */
    static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    /** A host name with or without a port. */
    static final String HOST = LABEL + "(?:\\." + LABEL + ")*(?::[0-9]{1,5})?";

    /** A pattern with a group of this name yields the text of the group. */
    private static final String GROUP = "value";

    private static final Pattern VALUE = Pattern.compile(
            "(?!\\.{1,2}$)[\\x21-\\x7e&&[^{}]]" + "(?:[\\x20-\\x7e&&[^{}]]{0,253}[\\x21-\\x7e&&[^{}]])?");

    private static final Pattern HOSTS = Pattern.compile(HOST);

    /** Hosts of owners that differ: a pattern that accepts one of them restricts nothing. */
    private static final List<String> ANY =
            List.of("x", "localhost", "127.0.0.1", "10.0.0.1", "example.com", "a.example.org", "a.b.example.net:8443");

    private ValuePattern() {}

    /** The value that {@code text} yields; empty if it does not match. */
    static Optional<String> value(@Nullable String pattern, String text) {
        if (pattern == null) {
            return Optional.of(text).filter(ValuePattern::isValue);
        }
        var match = Pattern.compile(pattern).matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(hasGroup(pattern) ? match.group(GROUP) : text)
                .filter(ValuePattern::isValue);
    }

    static boolean isValue(String text) {
        return VALUE.matcher(text).matches();
    }

    static boolean isHost(String text) {
        return HOSTS.matcher(text).matches();
    }

    static boolean acceptsAnyHost(String pattern) {
        return ANY.stream().anyMatch(host -> value(pattern, host).isPresent());
    }

    static @Nullable String pattern(@Nullable String pattern) {
        return pattern == null ? null : Require.pattern("pattern", pattern);
    }

    private static boolean hasGroup(String pattern) {
        return pattern.contains("(?<" + GROUP + ">");
    }
}
