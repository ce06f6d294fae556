package io.latchkey.catalog.bind;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.Suggestions;
import io.latchkey.catalog.rule.InvalidFieldException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Finds all faults of an entry at once. It checks each value from the inside out; a faulty one is reported and replaced
 * by a {@link StandIns stand-in}, so that it hides no other fault. A fault that a stand-in may cause is not reported.
 */
public final class FaultFinder {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String MISSING = "is missing";

    private final List<String> others;
    private final boolean partial;
    private final BiConsumer<Path, String> faults;
    private final Set<Path> replaced = new HashSet<>();

    private FaultFinder(List<String> others, boolean partial, BiConsumer<Path, String> faults) {
        this.others = others;
        this.partial = partial;
        this.faults = faults;
    }

    /**
     * The entry with stand-ins for what is faulty.
     *
     * @param others further fields that an entry may have
     * @param partial whether other entries complete it: what is missing is no fault
     * @param faults takes the path and the fault of each faulty value
     */
    public static JsonNode repaired(
            ObjectNode entry, List<String> others, boolean partial, BiConsumer<Path, String> faults) {
        return new FaultFinder(others, partial, faults)
                .checked(entry, Binding.YAML.constructType(Provider.class), Path.ROOT);
    }

    private JsonNode checked(JsonNode value, JavaType type, Path path) {
        if (value.isNull()) {
            return value;
        }
        if (type.isCollectionLikeType() && value instanceof ArrayNode elements) {
            return elements(elements, type.getContentType(), path);
        }
        if (type.isMapLikeType() && value instanceof ObjectNode entries) {
            return entries(entries, type.getContentType(), path);
        }
        if (Model.isObject(type) && value instanceof ObjectNode object) {
            return Model.discriminator(type)
                    .map(kinds -> object(object, kinds, path))
                    .orElseGet(() -> object(object, type, NODES.objectNode(), path));
        }
        if (Binding.refusal(value, type).isPresent()) {
            return faulty(path, "must be " + Model.described(type.getRawClass()), type);
        }
        return value;
    }

    private JsonNode elements(ArrayNode elements, JavaType type, Path path) {
        var checked = NODES.arrayNode();
        for (var i = 0; i < elements.size(); i++) {
            var at = path.with(i);
            var unused = checked.add(
                    elements.get(i).isNull() ? faulty(at, MISSING, type) : checked(elements.get(i), type, at));
        }
        return checked;
    }

    private JsonNode entries(ObjectNode entries, JavaType type, Path path) {
        var checked = NODES.objectNode();
        entries.properties().forEach(entry -> {
            var at = path.with(entry.getKey());
            var value = entry.getValue();
            var unused =
                    checked.set(entry.getKey(), value.isNull() ? faulty(at, MISSING, type) : checked(value, type, at));
        });
        return checked;
    }

    /** An object of one of several kinds; one of an unknown kind is checked as the kind that was meant. */
    private JsonNode object(ObjectNode object, Model.Discriminator kinds, Path path) {
        var given = object.path(kinds.field()).asText();
        var known = kinds.kinds().keySet();
        if (!known.contains(given) && !(partial && given.isEmpty())) {
            var instead = given.isEmpty() ? "" : ", not " + given;
            faults.accept(path.with(kinds.field()), "must be " + String.join(" or ", known) + instead);
        }
        var kind = kinds.likeliest(given, object);
        return object(object, kind.getValue(), NODES.objectNode().put(kinds.field(), kind.getKey()), path);
    }

    /** @param checked takes the checked fields */
    private JsonNode object(ObjectNode object, JavaType type, ObjectNode checked, Path path) {
        var fields = Model.fields(type);
        var written = names(object, fields.keySet(), checked, path);
        fields.forEach((field, fieldType) -> {
            var name = written.get(field);
            if (name != null) {
                var unused = checked.set(field, checked(object.get(name), fieldType, path.with(name)));
            }
        });
        return consistent(checked, type, path, written);
    }

    /**
     * How the file spells each field of the model. A misspelt field counts as the one that was meant.
     *
     * @param checked has the discriminator, which is not a field of the model
     */
    private Map<String, String> names(ObjectNode object, Collection<String> known, ObjectNode checked, Path path) {
        var names = new HashMap<String, String>();
        object.fieldNames().forEachRemaining(name -> {
            if (known.contains(name)) {
                names.put(name, name);
            }
        });
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name) && !checked.has(name)) {
                faults.accept(path.with(name), "is unknown. " + remedy(name, path, known));
                var meant = Suggestions.to(name, known);
                if (!meant.isEmpty() && names.putIfAbsent(meant.get(0), name) == null) {
                    meant.forEach(other -> replaced.add(path.with(other)));
                }
            }
        });
        return names;
    }

    private String remedy(String name, Path path, Collection<String> fields) {
        var known = Stream.concat(fields.stream(), path.isRoot() ? others.stream() : Stream.of())
                .toList();
        var all = "The fields are: " + String.join(", ", known) + ".";
        return Suggestions.to(name, known).isEmpty() ? all : Suggestions.remedy(name, known) + " " + all;
    }

    /** Checks the rules between the fields of an object whose fields are valid in themselves. */
    private JsonNode consistent(ObjectNode object, JavaType type, Path path, Map<String, String> written) {
        var tried = new HashSet<Path>();
        while (true) {
            var refusal = Binding.refusal(object, type);
            if (refusal.isEmpty()) {
                return object;
            }
            var rule = refusal.get().rule();
            if (rule == null) {
                return faulty(path, "cannot be read", type);
            }
            var at = Path.of(rule.field());
            broken(object, type, at, rule).forEach((place, why) -> report(path.with(spelt(place, written)), why, path));
            replaced.add(path.with(spelt(at, written)));
            if (!StandIns.replace(object, type, at, tried)) {
                return standIn(path, type);
            }
        }
    }

    /** Where the rule is broken: in the elements of a list that break it each by itself, else at {@code at}. */
    private static Map<Path, InvalidFieldException> broken(
            ObjectNode object, JavaType type, Path at, InvalidFieldException rule) {
        var places = new LinkedHashMap<Path, InvalidFieldException>();
        if (at.in(object) instanceof ArrayNode elements) {
            for (var i = 0; i < elements.size(); i++) {
                var place = at.with(i);
                var alone = object.deepCopy();
                var unused = ((ArrayNode) at.in(alone)).removeAll().add(elements.get(i));
                Binding.refusal(alone, type)
                        .map(Refusal::rule)
                        .filter(same -> same.field().equals(rule.field()))
                        .ifPresent(same -> places.put(place, same));
            }
        }
        return places.isEmpty() ? Map.of(at, rule) : places;
    }

    private static Path spelt(Path at, Map<String, String> written) {
        var first = new Path(at.steps().subList(0, 1));
        return Path.ROOT.with(written.getOrDefault(first.last(), first.last())).with(at.below(first));
    }

    private void report(Path path, InvalidFieldException rule, Path object) {
        var isIncomplete = MISSING.equals(rule.getMessage()) || !rule.others().isEmpty();
        var follows =
                mayFollowFrom(path) || rule.others().stream().map(object::with).anyMatch(this::mayHaveOtherIds);
        if (!follows && !(partial && isIncomplete)) {
            faults.accept(path, rule.getMessage());
        }
    }

    /** Whether a stand-in is the value or a part of it, or the value is a part of one. */
    private boolean mayFollowFrom(Path path) {
        return replaced.stream().anyMatch(other -> path.contains(other) || other.contains(path));
    }

    /** Whether a stand-in is the list, an element of it, or the id of an element. */
    private boolean mayHaveOtherIds(Path list) {
        return replaced.stream()
                .filter(list::contains)
                .map(path -> path.below(list).steps())
                .anyMatch(below ->
                        below.size() < 2 || (below.size() == 2 && below.get(1).equals("id")));
    }

    private JsonNode faulty(Path path, String fault, JavaType type) {
        faults.accept(path, fault);
        return standIn(path, type);
    }

    private JsonNode standIn(Path path, JavaType type) {
        replaced.add(path);
        return StandIns.of(type).findFirst().orElseThrow();
    }
}
