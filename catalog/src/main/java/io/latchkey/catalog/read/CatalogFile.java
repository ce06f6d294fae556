package io.latchkey.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of the catalog, which describes one provider.
 *
 * @param name where an operator finds it
 * @param text YAML
 * @param builtIn whether it is part of Latchkey. It is ignored where the variables that it names are not set, and
 *     replaced by an operator's file with the same id
 * @param fault why the file cannot be read; empty: it was read
 * @param parsed what {@code text} contains; empty: it was not parsed yet
 */
public record CatalogFile(
        String name, String text, boolean builtIn, Optional<String> fault, Optional<JsonNode> parsed) {
    private static final Pattern ID = Pattern.compile("(?m)^id:\\s*[\"']?([a-z0-9_.:-]+)");

    /** An operator's file. */
    public CatalogFile(String name, String text) {
        this(name, text, false, Optional.empty(), Optional.empty());
    }

    public static CatalogFile builtIn(String name, String text) {
        return new CatalogFile(name, text, true, Optional.empty(), Optional.empty());
    }

    /** @param parsed what {@code text} contains, without faults */
    public static CatalogFile builtIn(String name, String text, JsonNode parsed) {
        return new CatalogFile(name, text, true, Optional.empty(), Optional.of(parsed));
    }

    /**
     * An operator's file that cannot be read.
     *
     * @param text what could be read, from which the id is taken
     */
    public static CatalogFile unreadable(String name, String text, String fault) {
        return new CatalogFile(name, text, false, Optional.of(fault), Optional.empty());
    }

    /** The id of a file that cannot be parsed: the line that gives it, or else the name of the file. */
    String probableId() {
        var id = ID.matcher(text);
        return id.find() ? id.group(1) : Path.of(name).getFileName().toString().replaceFirst("\\.ya?ml$", "");
    }
}
