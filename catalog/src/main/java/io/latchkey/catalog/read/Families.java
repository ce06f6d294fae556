package io.latchkey.catalog.read;

import io.latchkey.catalog.Suggestions;
import io.latchkey.catalog.bind.Path;
import io.latchkey.catalog.read.Inheritance.Fields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Follows {@code extends} through the entries. A name refers to an operator's entry if there is one, else to a built-in
 * entry. Built-in entries extend only built-in ones; an operator's entry can extend the built-in entry that it replaces.
 */
final class Families {
    /** Limits the work for a row of entries, which grows with the square of its length. */
    private static final int MOST_GENERATIONS = 8;

    private final Map<String, List<EntryFile>> byId;

    Families(List<EntryFile> entries) {
        this.byId = entries.stream().collect(Collectors.groupingBy(EntryFile::id));
    }

    /** The entry and those that it extends, nearest first. */
    Set<EntryFile> line(EntryFile entry) {
        var line = new LinkedHashSet<EntryFile>();
        for (var next = Optional.of(entry); next.isPresent() && line.add(next.get()); next = parent(next.get())) {}
        return line;
    }

    /** The fields of the entry with what it inherits; empty if it has faults that prevent this. */
    Optional<Fields> fields(EntryFile entry, Collection<CatalogFault> faults) {
        return fields(entry, new ArrayList<>(), faults);
    }

    private Optional<Fields> fields(EntryFile entry, List<EntryFile> children, Collection<CatalogFault> faults) {
        faults.addAll(entry.faults());
        if (entry.tree().isEmpty()) {
            return Optional.empty();
        }
        var tree = entry.tree().get();
        if (entry.parent().isEmpty()) {
            return Optional.of(Inheritance.own(entry, tree));
        }
        children.add(entry);
        var parent = parent(entry);
        if (parent.isEmpty()) {
            faults.add(extendsFault(
                    entry,
                    "names the unknown entry " + entry.parent().get() + ". "
                            + Suggestions.remedy(entry.parent().get(), others(entry))));
            return Optional.empty();
        }
        if (children.contains(parent.get())) {
            faults.add(extendsFault(entry, "makes a circle: " + circle(children, parent.get())));
            return Optional.empty();
        }
        if (children.size() == MOST_GENERATIONS) {
            faults.add(extendsFault(
                    entry, "continues a row of more than " + MOST_GENERATIONS + " entries that extend each other"));
            return Optional.empty();
        }
        return fields(parent.get(), children, faults).map(inherited -> Inheritance.merged(inherited, entry, tree));
    }

    private Optional<EntryFile> parent(EntryFile entry) {
        var named = entry.parent().stream()
                .flatMap(id -> named(id).stream())
                .filter(other -> !entry.file().builtIn() || other.file().builtIn())
                .filter(other -> other != entry || !replacesBuiltIn(entry))
                .toList();
        return named.stream()
                .filter(other -> !other.file().builtIn())
                .findFirst()
                .or(() -> named.stream().findFirst());
    }

    private boolean replacesBuiltIn(EntryFile entry) {
        return !entry.file().builtIn()
                && named(entry.id()).stream().anyMatch(other -> other.file().builtIn());
    }

    private List<EntryFile> named(String id) {
        return byId.getOrDefault(id, List.of());
    }

    private List<String> others(EntryFile entry) {
        return byId.entrySet().stream()
                .filter(same -> !same.getValue().equals(List.of(entry)))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static String circle(List<EntryFile> children, EntryFile again) {
        var circle = children.subList(children.indexOf(again), children.size()).stream()
                .map(EntryFile::id)
                .toList();
        return String.join(" extends ", circle) + " extends " + again.id();
    }

    private static CatalogFault extendsFault(EntryFile entry, String fault) {
        return entry.faultAt(Path.ROOT.with(EntryFile.EXTENDS), fault);
    }
}
