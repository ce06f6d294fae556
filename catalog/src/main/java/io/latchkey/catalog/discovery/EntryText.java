package io.latchkey.catalog.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a catalog entry in YAML. Every value that could have a meaning in YAML is quoted as a JSON string in ASCII,
 * which YAML reads in the same way, so that no text of a provider adds a field or a comment.
 */
final class EntryText {
    private static final int COMMENT_WIDTH = 100;
    private static final Pattern WRAPPED = Pattern.compile("(.{1," + COMMENT_WIDTH + "})(?: |$)|(\\S+)");
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z/][A-Za-z0-9/._-]*|https?://[A-Za-z0-9/._~:-]+[A-Za-z0-9/]");

    /** Words that YAML 1.1 does not read as a text. */
    private static final Pattern WORD = Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n|~");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final StringBuilder text = new StringBuilder();

    /** A field with a value. */
    void field(int depth, String name, String value) {
        line(depth, name + ": " + scalar(value));
    }

    /** The first field of an element of a list. The others are one level deeper. */
    void item(int depth, String name, String value) {
        line(depth, "- " + name + ": " + scalar(value));
    }

    void field(int depth, String name, Collection<String> values) {
        line(depth, name + ": " + values.stream().map(EntryText::scalar).collect(Collectors.joining(", ", "[", "]")));
    }

    /** A field whose value follows on the next lines, or is written in YAML. */
    void line(int depth, String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }

    /** One of the notes that an operator completes the draft by. */
    void notFound(int depth, String note) {
        comment(depth, "not found: " + note);
    }

    void comment(int depth, String comment) {
        WRAPPED.matcher(comment)
                .results()
                .forEach(part -> line(depth, "# " + part.group().strip()));
    }

    void append(EntryText other) {
        text.append(other.text);
    }

    private static String scalar(String value) {
        return PLAIN.matcher(value).matches() && !WORD.matcher(value).matches() ? value : quoted(value);
    }

    private static String quoted(String value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text cannot be quoted", e);
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
