package io.latchkey.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.bind.Binding;
import io.latchkey.catalog.bind.FaultFinder;
import io.latchkey.catalog.bind.Path;
import io.latchkey.catalog.read.Inheritance.Fields;
import io.latchkey.catalog.rule.Require;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes a provider of the fields of an entry, or finds what is wrong with them. */
final class EntryCheck {
    private static final List<String> OF_FILES = List.of(EntryFile.EXTENDS, EntryFile.ABSTRACT);
    private static final String UNCONFIRMED = "unconfirmed";

    private final Families families;
    private final Predicate<String> mayBePlain;

    EntryCheck(Families families, Predicate<String> mayBePlain) {
        this.families = families;
        this.mayBePlain = mayBePlain;
    }

    /**
     * What an entry describes.
     *
     * @param provider empty if there are faults, or if the entry is abstract
     */
    record Result(Optional<Provider> provider, Set<CatalogFault> faults) {}

    Result of(EntryFile entry) {
        var faults = new LinkedHashSet<CatalogFault>();
        if (entry.isAbstract() && isCheckedInTheBuild(entry)) {
            return new Result(Optional.empty(), faults);
        }
        var provider = families.fields(entry, faults).flatMap(fields -> provider(entry, fields, faults));
        return new Result(provider.filter(found -> faults.isEmpty() && !entry.isAbstract()), faults);
    }

    private Optional<Provider> provider(EntryFile entry, Fields fields, Collection<CatalogFault> faults) {
        ObjectNode tree = fields.tree().deepCopy().remove(OF_FILES);
        var provider = Binding.provider(tree)
                .or(() -> Binding.provider(FaultFinder.repaired(
                        tree,
                        OF_FILES,
                        entry.isAbstract(),
                        (path, fault) -> faults.add(fields.places().apply(path).fault(fault)))));
        if (isCheckedInTheBuild(entry)) {
            return provider;
        }
        provider.stream()
                .flatMap(Provider::urls)
                .distinct()
                .filter(url -> !Require.isConfidential(Require.parsed("url", url), mayBePlain))
                .flatMap(url -> pathsOf(tree, Path.ROOT, url).stream())
                .map(fields.places())
                .map(place -> place.fault(
                        "must be https, because secrets are sent to it (http is allowed for loopback addresses only)"))
                .forEach(faults::add);
        var isFaulty = !faults.isEmpty();
        tree.path(UNCONFIRMED)
                .fieldNames()
                .forEachRemaining(field -> requireWritten(field, tree, fields.places(), faults));
        if (!entry.isAbstract() && faults.stream().noneMatch(EntryCheck::isOfParameters)) {
            provider.ifPresent(found -> new ParameterCheck(
                            found,
                            (template, fault) -> pathsOf(tree, Path.ROOT, template)
                                    .forEach(path -> faults.add(
                                            fields.places().apply(path).fault(fault))),
                            (path, fault) ->
                                    faults.add(fields.places().apply(path).fault(fault)),
                            id -> isFaulty && tree.toString().contains("{" + id + "}"))
                    .check());
        }
        return provider;
    }

    /** A fault if nothing is written at the path {@code field}. */
    private static void requireWritten(
            String field, ObjectNode tree, Function<Path, Place> places, Collection<CatalogFault> faults) {
        if (!Path.of(field).isNamedIn(tree)) {
            faults.add(places.apply(Path.ROOT.with(UNCONFIRMED).with(field))
                    .fault("is not in the entry. Name elements of lists by their ids: methods.oauth2.identity.id"));
        }
    }

    private boolean isCheckedInTheBuild(EntryFile entry) {
        return families.line(entry).stream().allMatch(EntryFile::isCheckedInTheBuild);
    }

    /** Whether placeholders may refer to what a stand-in replaces. */
    private static boolean isOfParameters(CatalogFault fault) {
        return fault.field().startsWith("parameters")
                || fault.field().startsWith("client-values")
                || fault.field().contains(".fields");
    }

    private static List<Path> pathsOf(JsonNode node, Path path, String text) {
        if (node.isTextual()) {
            return node.textValue().equals(text) ? List.of(path) : List.of();
        }
        var paths = new ArrayList<Path>();
        for (var i = 0; i < (node.isArray() ? node.size() : 0); i++) {
            paths.addAll(pathsOf(node.get(i), path.with(i), text));
        }
        node.properties().forEach(field -> paths.addAll(pathsOf(field.getValue(), path.with(field.getKey()), text)));
        return paths;
    }
}
