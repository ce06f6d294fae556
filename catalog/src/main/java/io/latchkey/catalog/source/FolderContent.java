package io.latchkey.catalog.source;

import io.latchkey.catalog.read.CatalogFile;
import java.util.List;

/**
 * What a folder contains.
 *
 * @param files sorted by name; one that cannot be read has a fault
 * @param ignored names of other files and of folders, sorted
 */
public record FolderContent(List<CatalogFile> files, List<String> ignored) {
    /** No folder. */
    public static final FolderContent NONE = new FolderContent(List.of(), List.of());
}
