package io.latchkey.catalog.read;

import java.util.Comparator;

/**
 * What is wrong in a file of the catalog.
 *
 * @param line from 1; 0: the file as a whole
 * @param field its path in the file, for example {@code methods.0.token.url}; empty: the line as a whole
 * @param fault as a sentence that the field begins
 */
public record CatalogFault(String file, int line, String field, String fault) {
    static final Comparator<CatalogFault> BY_LINE =
            Comparator.comparing(CatalogFault::file).thenComparingInt(CatalogFault::line);

    /** For an operator, on one line. */
    @Override
    public String toString() {
        var text = file + (line == 0 ? "" : ":" + line) + ": " + (field.isEmpty() ? "" : field + " ") + fault;
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
