package io.latchkey.catalog.read;

import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.bind.Path;
import io.latchkey.catalog.read.Reading.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
        this(new Variables(variables, true), mayBePlain);
    }

    private CatalogReader(Variables variables, Predicate<String> mayBePlain) {
        this.variables = variables;
        this.mayBePlain = mayBePlain;
    }

    /** A reader that checks files without the variables of an installation. */
    public static CatalogReader withoutVariables(Predicate<String> mayBePlain) {
        return withSomeVariables(name -> Optional.empty(), mayBePlain);
    }

    /** A reader that checks files, and accepts variables without a value. */
    public static CatalogReader withSomeVariables(
            Function<String, Optional<String>> variables, Predicate<String> mayBePlain) {
        return new CatalogReader(new Variables(variables, false), mayBePlain);
    }

    /** The catalog that the files make; fails if one has a fault. */
    public Catalog read(List<CatalogFile> files) throws CatalogException {
        var reading = examine(files);
        if (!reading.faults().isEmpty()) {
            throw new CatalogException(reading.faults());
        }
        return new Catalog(reading.entries().stream()
                .map(Entry::provider)
                .flatMap(Optional::stream)
                .toList());
    }

    /** What the files contain, valid or not. */
    public Reading examine(List<CatalogFile> files) {
        var all = files.parallelStream()
                .map(file -> new EntryFile(file, variables))
                .toList();
        var families = new Families(all);
        var check = new EntryCheck(families, mayBePlain);
        var entries = new ArrayList<Entry>();
        var faults = new LinkedHashSet<CatalogFault>();
        Map<String, String> fileOf = new HashMap<>();
        var effective = effective(all, families);
        var results = effective.parallelStream().map(check::of).toList();
        for (var i = 0; i < results.size(); i++) {
            var file = effective.get(i);
            var result = results.get(i);
            if (!file.isAbstract()) {
                var other = fileOf.putIfAbsent(file.id(), file.file().name());
                if (other != null) {
                    result.faults().add(file.faultAt(Path.of(EntryFile.ID), "is " + file.id() + ", as in " + other));
                }
                entries.add(entry(file, result));
            }
            faults.addAll(result.faults());
        }
        return new Reading(
                List.copyOf(entries),
                faults.stream().sorted(CatalogFault.BY_LINE).toList());
    }

    /** Without the built-in entries that an operator replaces, and those that are not configured. */
    private List<EntryFile> effective(List<EntryFile> all, Families families) {
        var own = all.stream()
                .filter(entry -> !entry.file().builtIn())
                .map(EntryFile::id)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(entry -> !entry.file().builtIn()
                        || (!own.contains(entry.id())
                                && families.line(entry).stream()
                                        .allMatch(base ->
                                                variables.areSet(base.file().text()))))
                .toList();
    }

    private static Entry entry(EntryFile file, EntryCheck.Result result) {
        Optional<Provider> provider =
                result.provider().filter(found -> result.faults().isEmpty());
        return new Entry(file.file().name(), file.file().builtIn(), file.id(), provider, List.copyOf(result.faults()));
    }

    /** The variables that the files name. */
    public static SortedSet<String> variablesIn(List<CatalogFile> files) {
        return files.stream()
                .flatMap(file -> Variables.namedIn(file.text()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
