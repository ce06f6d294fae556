package io.latchkey.catalog.read;

import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.Provider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads the files of the catalog. Unknown fields, unknown values and missing values are faults. It reports all faults
 * of all files, so that an operator can correct them together.
 */
public final class CatalogReader {
    private final Variables variables;
    private final Predicate<String> mayBePlain;

    /**
     * @param variables the value of a variable, which a file names as {@code ${name}}
     * @param mayBePlain whether a host may be reached over plain http
     */
    public CatalogReader(Function<String, Optional<String>> variables, Predicate<String> mayBePlain) {
        this.variables = new Variables(variables);
        this.mayBePlain = mayBePlain;
    }

    /** Whether all variables have a value that the text names. */
    public boolean isConfigured(CatalogFile file) {
        return variables.areSet(file.text());
    }

    /** The catalog that the files make. */
    public Catalog read(List<CatalogFile> files) throws CatalogException {
        var faults = new ArrayList<CatalogFault>();
        var providers = new ArrayList<Provider>();
        var fileOf = new HashMap<String, String>();
        for (var file : files) {
            var entry = new EntryReader(file, variables, mayBePlain);
            entry.read().ifPresent(provider -> {
                var other = fileOf.putIfAbsent(provider.id(), file.name());
                if (other == null) {
                    providers.add(provider);
                } else {
                    entry.fault("id", "is " + provider.id() + ", as in " + other);
                }
            });
            faults.addAll(entry.faults());
        }
        if (!faults.isEmpty()) {
            throw new CatalogException(faults);
        }
        return new Catalog(providers);
    }
}
