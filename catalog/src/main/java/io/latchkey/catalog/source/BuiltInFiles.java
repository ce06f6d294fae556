package io.latchkey.catalog.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.latchkey.catalog.read.CatalogFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The files that are a part of Latchkey, parsed in the build by {@link IndexWriter}. */
public final class BuiltInFiles {
    private static final String INDEX = "/catalog/index.json";
    private static final ObjectReader READER = new JsonMapper().readerFor(Indexed.class);

    private BuiltInFiles() {}

    /**
     * A file in the index.
     *
     * @param text YAML, for the lines of faults
     * @param parsed what it contains
     */
    record Indexed(String name, String text, JsonNode parsed) {}

    public static List<CatalogFile> all() {
        try (var in = BuiltInFiles.class.getResourceAsStream(INDEX)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + INDEX + ": mvn process-classes makes it");
            }
            return READER.<Indexed>readValues(in).readAll().stream()
                    .map(file -> CatalogFile.builtIn(file.name(), file.text(), file.parsed()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
