package io.latchkey.catalog.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The members of a metadata document. A member of another type than the standards say counts as missing. So does a URL
 * that {@link UrlRule} does not allow, which {@link #faults} names.
 */
final class Metadata {
    private static final int MOST_VALUES = 1000;
    private static final int LONGEST_TEXT = 200;

    private final String location;
    private final JsonNode members;
    private final UrlRule rule;
    private final Set<String> faults = new LinkedHashSet<>();

    Metadata(String location, JsonNode document, UrlRule rule) {
        if (!document.isObject()) {
            throw UnusableMetadata.notJson();
        }
        this.location = location;
        this.members = document;
        this.rule = rule;
    }

    /** The URL of the document. */
    String location() {
        return location;
    }

    /**
     * Requires that the document describes {@code subject}, compared as a string: otherwise one server could publish the
     * endpoints of another (RFC 8414, section 3.3; RFC 9728, section 3.3).
     */
    void requireSubject(String member, String subject) {
        if (!members.path(member).asText().equals(subject)) {
            throw UnusableMetadata.absent(
                    url(member).map(other -> "describes " + other).orElse("names no usable " + member));
        }
    }

    /** A URL that may be called or shown. */
    Optional<String> url(String member) {
        return Optional.of(members.path(member))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> isAllowed(member, text));
    }

    /** A URL without which the document cannot be used. */
    String requiredUrl(String member) {
        return url(member).orElseThrow(() -> UnusableMetadata.absent("names no usable " + member));
    }

    /** The allowed URLs of a list. */
    List<String> urls(String member) {
        return elements(member).filter(text -> isAllowed(member, text)).toList();
    }

    private boolean isAllowed(String member, String text) {
        var fault = rule.fault(text);
        fault.ifPresent(found -> faults.add(member + " " + found));
        return fault.isEmpty();
    }

    /** A short text on one line, without the sign of a variable of the catalog. */
    Optional<String> text(String member) {
        return Optional.of(members.path(member))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> isShort(text) && !text.isBlank() && !text.contains("${"));
    }

    /** The short texts of a list; empty if the document has no such list. */
    Optional<List<String>> texts(String member) {
        return Optional.of(members.path(member))
                .filter(JsonNode::isArray)
                .map(list -> elements(member).filter(Metadata::isShort).toList());
    }

    private Stream<String> elements(String member) {
        var list = members.path(member);
        return list.isArray()
                ? StreamSupport.stream(list.spliterator(), false)
                        .limit(MOST_VALUES)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .distinct()
                : Stream.of();
    }

    private static boolean isShort(String text) {
        return text.length() <= LONGEST_TEXT && text.chars().noneMatch(Character::isISOControl);
    }

    /** Whether the list {@code member} contains {@code value}, or is missing. */
    boolean mayHave(String member, String value) {
        return texts(member).map(values -> values.contains(value)).orElse(true);
    }

    boolean isTrue(String member) {
        return members.path(member).isBoolean() && members.path(member).booleanValue();
    }

    /** The URLs that were read and are not allowed, as the beginning of a sentence: member and fault. */
    List<String> faults() {
        return List.copyOf(faults);
    }
}
