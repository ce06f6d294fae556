package io.latchkey.catalog.read;

import io.latchkey.catalog.bind.Path;

/** Where a value is written. */
record Place(EntryFile file, Path path) {
    CatalogFault fault(String fault) {
        return file.faultAt(path, fault);
    }
}
