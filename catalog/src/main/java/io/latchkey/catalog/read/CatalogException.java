package io.latchkey.catalog.read;

import java.util.List;
import java.util.stream.Collectors;

/** The catalog has faults. The message has a line for each. */
public final class CatalogException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<CatalogFault> faults;

    public CatalogException(List<CatalogFault> faults) {
        super(faults.stream().map(CatalogFault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    public List<CatalogFault> faults() {
        return faults;
    }
}
