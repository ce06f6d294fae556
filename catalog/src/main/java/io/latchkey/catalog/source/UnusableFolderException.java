package io.latchkey.catalog.source;

import io.latchkey.catalog.read.CatalogFault;
import java.nio.file.Path;

/** A folder cannot be read as a whole. */
public final class UnusableFolderException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient CatalogFault fault;

    UnusableFolderException(Path folder, String fault) {
        this(new CatalogFault(folder.toString(), 0, "", fault));
    }

    private UnusableFolderException(CatalogFault fault) {
        super(fault.toString());
        this.fault = fault;
    }

    /** Names the folder as its file. */
    public CatalogFault fault() {
        return fault;
    }
}
