package io.latchkey.catalog.source;

import io.latchkey.catalog.read.CatalogFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files that are a part of Latchkey. */
public final class BuiltInFiles {
    private static final String FOLDER = "/catalog/";
    private static final String INDEX = "index";

    private BuiltInFiles() {}

    public static List<CatalogFile> all() {
        return text(INDEX)
                .lines()
                .map(name -> CatalogFile.builtIn(name, text(name)))
                .toList();
    }

    private static String text(String name) {
        try (var in = BuiltInFiles.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the catalog lists " + name + ", but does not contain it");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
