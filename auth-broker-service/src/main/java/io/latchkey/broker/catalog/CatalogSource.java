package io.latchkey.broker.catalog;

import io.latchkey.catalog.read.CatalogReader;
import io.latchkey.catalog.read.Reading;
import io.latchkey.catalog.source.BuiltInFiles;
import io.latchkey.catalog.source.CatalogFolder;
import io.latchkey.catalog.source.FolderContent;
import io.latchkey.catalog.source.UnusableFolderException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** The files of this installation, and the rules by which they are read. */
final class CatalogSource {
    static final String DIRECTORY = "latchkey.catalog.directory";
    private static final String VARIABLES = "latchkey.catalog.variables.";

    private final Optional<CatalogFolder> folder;
    private final CatalogReader reader;

    /**
     * @param settings the settings of {@link CatalogSettings}, read by name, because a {@code Map} of settings loses
     *     the dash in a key that an environment variable sets
     */
    CatalogSource(Config settings) {
        this.folder = settings.getOptionalValue(DIRECTORY, Path.class).map(CatalogFolder::new);
        this.reader = new CatalogReader(name -> variable(settings, name), new PlainHosts(settings));
    }

    static Optional<String> variable(Config settings, String name) {
        return settings.getOptionalValue(VARIABLES + name, String.class);
    }

    /** What the operator's folder contains now. */
    FolderContent content() throws UnusableFolderException {
        return folder.isPresent() ? folder.get().read() : FolderContent.NONE;
    }

    /** The built-in entries, which are not kept after this, and those of {@code content}. */
    Reading reading(FolderContent content) {
        return reader.examine(Stream.concat(BuiltInFiles.all().stream(), content.files().stream())
                .toList());
    }
}
