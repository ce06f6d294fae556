package io.latchkey.catalog.source;

import io.latchkey.catalog.read.CatalogFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder with an operator's files. Its limits leave room for thousands of providers, and protect the memory of the
 * service from a folder that is mounted by mistake.
 */
public final class CatalogFolder {
    private static final String EXTENSION = ".yaml";
    private static final int MOST_FILES = 2_000;
    private static final int MOST_MIB = 16;
    private static final int MOST_BYTES = MOST_MIB * 1024 * 1024;

    private final Path folder;

    public CatalogFolder(Path folder) {
        this.folder = folder;
    }

    /** Reads the files whose names end in {@code .yaml}, but not those in folders below. */
    public FolderContent read() throws UnusableFolderException {
        var files = new ArrayList<CatalogFile>();
        var ignored = new ArrayList<String>();
        var size = 0L;
        for (var path : visible()) {
            if (!path.toString().endsWith(EXTENSION) || Files.isDirectory(path)) {
                ignored.add(path.getFileName().toString());
                continue;
            }
            var file = FileContent.of(path);
            size += file.text().length();
            if (size > MOST_BYTES) {
                throw new UnusableFolderException(folder, "has more than " + MOST_MIB + " MiB of catalog files");
            }
            files.add(file);
        }
        return new FolderContent(List.copyOf(files), List.copyOf(ignored));
    }

    /** Without names that begin with a dot: Kubernetes and editors keep files of theirs under such names. */
    private List<Path> visible() throws UnusableFolderException {
        try (var paths = Files.list(folder)) {
            var visible = paths.filter(path -> !path.getFileName().toString().startsWith("."))
                    .limit(MOST_FILES + 1)
                    .sorted()
                    .toList();
            if (visible.size() > MOST_FILES) {
                throw new UnusableFolderException(folder, "has more than " + MOST_FILES + " files, which is the limit");
            }
            return visible;
        } catch (IOException e) {
            throw new UnusableFolderException(folder, reason(e));
        }
    }

    private String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return "cannot be read: this process lacks the permission";
        }
        return Files.isDirectory(folder) ? "cannot be read: " + failure.getMessage() : "is not a folder";
    }
}
