package io.latchkey.catalog.read;

import io.latchkey.catalog.Provider;
import java.util.List;
import java.util.Optional;

/**
 * What the files of the catalog contain.
 *
 * @param entries those that describe a provider, valid or not
 * @param faults of all files, each once
 */
public record Reading(List<Entry> entries, List<CatalogFault> faults) {
    /**
     * One entry.
     *
     * @param file its name
     * @param id of a faulty entry: as far as it can be recognised
     * @param provider empty if the entry has faults
     * @param faults of the entry and of those that it extends
     */
    public record Entry(
            String file, boolean builtIn, String id, Optional<Provider> provider, List<CatalogFault> faults) {}
}
