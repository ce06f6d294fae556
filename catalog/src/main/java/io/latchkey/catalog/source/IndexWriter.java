package io.latchkey.catalog.source;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.latchkey.catalog.bind.Binding;
import io.latchkey.catalog.read.CatalogException;
import io.latchkey.catalog.read.CatalogFile;
import io.latchkey.catalog.read.CatalogReader;
import io.latchkey.catalog.source.BuiltInFiles.Indexed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * Checks the built-in entries, and writes them as JSON, which is read many times faster than YAML. The build runs it; a
 * fault fails the build.
 */
public final class IndexWriter {
    private IndexWriter() {}

    /** @param args the folder of the entries, and the file to write */
    public static void main(String[] args) throws IOException, UnusableFolderException, CatalogException {
        write(Path.of(args[0]), Path.of(args[1]));
    }

    static void write(Path folder, Path index) throws IOException, UnusableFolderException, CatalogException {
        var files = new CatalogFolder(folder).read().files();
        var faults =
                CatalogReader.withoutVariables(host -> false).examine(files).faults();
        if (!faults.isEmpty()) {
            throw new CatalogException(faults);
        }
        var indexed = new ArrayList<Indexed>();
        for (CatalogFile file : files) {
            var name = Path.of(file.name()).getFileName().toString();
            indexed.add(new Indexed(name, file.text(), Binding.tree(file.text())));
        }
        Files.createDirectories(index.toAbsolutePath().getParent());
        new JsonMapper().writeValue(index.toFile(), indexed);
    }
}
