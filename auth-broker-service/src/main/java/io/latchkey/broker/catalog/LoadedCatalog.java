package io.latchkey.broker.catalog;

import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.read.CatalogFault;
import io.latchkey.catalog.read.Reading;
import io.latchkey.catalog.read.Reading.Entry;
import io.latchkey.catalog.source.FolderContent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The catalog after its files were read.
 *
 * <ol>
 *   <li>A provider whose entry has faults keeps its previous version. Without one it is suspended: it is not in {@code
 *       catalog}.
 *   <li>A built-in entry never replaces an operator's faulty one, because it may send secrets to other servers.
 *   <li>A faulty entry does not affect other providers, except those that extend it.
 * </ol>
 *
 * @param catalog the providers that can be used
 * @param faults of all files, each once
 * @param faulty the faults of each provider whose entry has any, by its id
 * @param folder the content of the operator's folder; null if it cannot be read
 */
public record LoadedCatalog(
        Catalog catalog,
        List<CatalogFault> faults,
        SortedMap<String, List<CatalogFault>> faulty,
        @Nullable FolderContent folder) {
    static final LoadedCatalog NONE = new LoadedCatalog(Catalog.EMPTY, List.of(), new TreeMap<>(), null);

    /** The catalog that follows this one after {@code reading}, which includes {@code folder}. */
    LoadedCatalog next(FolderContent folder, Reading reading) {
        var faulty = faulty(reading);
        Map<String, Provider> providers = new HashMap<>();
        reading.entries().stream()
                .map(Entry::provider)
                .flatMap(Optional::stream)
                .forEach(provider -> {
                    var unused = providers.put(provider.id(), provider);
                });
        faulty.keySet().forEach(id -> {
            var unused = providers.remove(id);
            catalog.find(id).ifPresent(previous -> providers.put(id, previous));
        });
        return new LoadedCatalog(new Catalog(providers.values()), reading.faults(), faulty, folder);
    }

    /** The same catalog after its files could not be read. */
    LoadedCatalog unread(CatalogFault why) {
        return new LoadedCatalog(catalog, List.of(why), faulty, null);
    }

    /** The providers that are not as they were in {@code previous}. */
    Set<String> changedSince(LoadedCatalog previous) {
        return Stream.concat(catalog.ids().stream(), previous.catalog.ids().stream())
                .filter(id -> !catalog.find(id).equals(previous.catalog.find(id)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether the provider is not in the catalog because its entry has faults. */
    public boolean isSuspended(String id) {
        return faulty.containsKey(id) && catalog.find(id).isEmpty();
    }

    List<String> suspended() {
        return faulty.keySet().stream().filter(this::isSuspended).toList();
    }

    private static SortedMap<String, List<CatalogFault>> faulty(Reading reading) {
        var faulty = new TreeMap<String, List<CatalogFault>>();
        reading.entries().stream()
                .filter(entry -> !entry.faults().isEmpty())
                .forEach(entry -> faulty.merge(
                        entry.id(), entry.faults(), (some, more) -> Stream.concat(some.stream(), more.stream())
                                .distinct()
                                .toList()));
        return faulty;
    }
}
