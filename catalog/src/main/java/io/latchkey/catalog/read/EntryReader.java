package io.latchkey.catalog.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.Suggestions;
import io.latchkey.catalog.rule.Require;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file. Binding stops at the first fault; to find all faults, it removes the faulty value and binds the rest
 * again, until the rest is valid or nothing is left.
 */
final class EntryReader {
    private final CatalogFile file;
    private final Variables variables;
    private final Predicate<String> mayBePlain;
    private final List<CatalogFault> faults = new ArrayList<>();
    private @Nullable Lines lines;

    EntryReader(CatalogFile file, Variables variables, Predicate<String> mayBePlain) {
        this.file = file;
        this.variables = variables;
        this.mayBePlain = mayBePlain;
    }

    /** Those found so far. */
    List<CatalogFault> faults() {
        return faults;
    }

    void fault(String field, String fault) {
        fault(Path.ROOT.with(field), fault);
    }

    /** The provider; empty if the file has faults. */
    Optional<Provider> read() {
        try {
            var tree = Binding.YAML.readTree(file.text());
            lines = new Lines(file.text());
            if (tree instanceof ObjectNode entry) {
                return read(entry);
            }
            fault(Path.ROOT, "must be an object with fields such as id and name");
        } catch (JsonProcessingException e) {
            var line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            var message = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
            faults.add(new CatalogFault(file.name(), line, "", "is not valid YAML: " + message));
        }
        return Optional.empty();
    }

    private Optional<Provider> read(ObjectNode entry) throws JsonProcessingException {
        var tree = variables.replaced(entry, Path.ROOT, this::fault);
        var bound = bound(tree);
        bound.stream()
                .flatMap(provider -> provider.methods().stream())
                .flatMap(AuthSpec::urls)
                .distinct()
                .filter(url -> !isConfidential(url))
                .forEach(url -> fault(
                        pathOf(tree, Path.ROOT, url).orElse(Path.ROOT),
                        "must be https, because secrets are sent to it (http is allowed for loopback addresses only)"));
        return faults.isEmpty() ? bound : Optional.empty();
    }

    private Optional<Provider> bound(JsonNode tree) throws JsonProcessingException {
        var removed = removeUnknown(tree);
        while (true) {
            try {
                return Optional.of(Binding.YAML.treeToValue(tree, Provider.class));
            } catch (JsonMappingException e) {
                var problem = Binding.problem(e);
                if (!mayFollow(problem, removed)) {
                    fault(problem.path(), problem.fault());
                }
                if (!remove(tree, problem.path(), removed)) {
                    return Optional.empty();
                }
            }
        }
    }

    private Set<Path> removeUnknown(JsonNode tree) {
        Set<Path> removed = new HashSet<>();
        for (var unknown : UnknownFields.in(tree, Provider.class)) {
            var name = unknown.path().last();
            fault(unknown.path(), "is unknown. " + Suggestions.remedy(name, unknown.known()));
            var unused = remove(tree, unknown.path(), removed);
            Suggestions.to(name, unknown.known())
                    .forEach(meant -> removed.add(unknown.path().parent().with(meant)));
        }
        return removed;
    }

    /** Whether it may be a mere consequence of what was taken out. */
    private static boolean mayFollow(Binding.Problem problem, Set<Path> removed) {
        return removed.contains(problem.path())
                || (!problem.isMissing() && removed.stream().anyMatch(problem.object()::leadsTo));
    }

    /**
     * Takes out the nearest field on the way to {@code path}; a list as a whole, for its indices must stay. False if
     * none is left.
     */
    private static boolean remove(JsonNode tree, Path path, Set<Path> removed) {
        for (var at = path; !at.isRoot(); at = at.parent()) {
            if (node(tree, at.parent()) instanceof ObjectNode object && object.remove(at.last()) != null) {
                removed.add(at);
                return true;
            }
        }
        return false;
    }

    private static @Nullable JsonNode node(JsonNode tree, Path path) {
        var node = tree;
        for (var step : path.steps()) {
            node = node.isArray() ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        return node;
    }

    /** Whether {@code url} leads to https, or to a host that may be reached without. */
    private boolean isConfidential(String url) {
        var uri = Require.parsed("url", url);
        return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && mayBePlain.test(uri.getHost()));
    }

    private static Optional<Path> pathOf(JsonNode node, Path path, String text) {
        if (node.isTextual()) {
            return node.textValue().equals(text) ? Optional.of(path) : Optional.empty();
        }
        if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                var found = pathOf(node.get(i), path.with(String.valueOf(i)), text);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return node.properties().stream()
                .map(field -> pathOf(field.getValue(), path.with(field.getKey()), text))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private void fault(Path path, String fault) {
        faults.add(new CatalogFault(file.name(), lines == null ? 1 : lines.of(path), path.toString(), fault));
    }
}
