package io.latchkey.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.catalog.bind.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * An entry with what it inherits. Objects are merged field by field. Lists whose elements all have an {@code id} are
 * merged by it: an element of the parent keeps its position, a new one follows. Any other value replaces the
 * parent's; {@code null} removes it. {@code id}, {@code extends} and {@code abstract} are not inherited.
 */
final class Inheritance {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /**
     * The fields of an entry.
     *
     * @param places where the value at a path is written; for a missing one, where it belongs
     */
    record Fields(ObjectNode tree, Function<Path, Place> places) {}

    private final Fields parent;
    private final EntryFile child;
    private final Map<Path, Place> places = new HashMap<>();

    private Inheritance(Fields parent, EntryFile child) {
        this.parent = parent;
        this.child = child;
    }

    /** Fields that inherit nothing. */
    static Fields own(EntryFile file, ObjectNode tree) {
        return new Fields(tree, path -> new Place(file, path));
    }

    /** The fields of {@code tree} in {@code child}, over those of {@code parent}. */
    static Fields merged(Fields parent, EntryFile child, ObjectNode tree) {
        var inheritable = parent.tree().deepCopy();
        inheritable.remove(List.of(EntryFile.ID, EntryFile.EXTENDS, EntryFile.ABSTRACT));
        var merge = new Inheritance(parent, child);
        var merged = merge.objects(inheritable, Path.ROOT, tree, Path.ROOT, Path.ROOT);
        return new Fields(merged, merge::place);
    }

    private Place place(Path path) {
        var known = path;
        while (!places.containsKey(known)) {
            known = known.parent();
        }
        var place = places.get(known);
        return new Place(place.file(), place.path().with(path.below(known)));
    }

    private ObjectNode objects(JsonNode base, Path baseAt, JsonNode own, Path ownAt, Path at) {
        places.put(at, new Place(child, ownAt));
        var merged = NODES.objectNode();
        base.properties().stream()
                .filter(field -> !own.path(field.getKey()).isNull())
                .forEach(field -> {
                    var name = field.getKey();
                    var value = own.has(name)
                            ? values(
                                    field.getValue(), baseAt.with(name), own.get(name), ownAt.with(name), at.with(name))
                            : inherited(field.getValue(), baseAt.with(name), at.with(name));
                    var unused = merged.set(name, value);
                });
        own.properties().stream().filter(field -> !base.has(field.getKey())).forEach(field -> {
            var name = field.getKey();
            var unused = merged.set(name, added(field.getValue(), ownAt.with(name), at.with(name)));
        });
        return merged;
    }

    private JsonNode values(JsonNode base, Path baseAt, JsonNode own, Path ownAt, Path at) {
        if (base.isObject() && own.isObject()) {
            return objects(base, baseAt, own, ownAt, at);
        }
        if (haveIds(base) && haveIds(own) && !own.isEmpty()) {
            return lists(base, baseAt, own, ownAt, at);
        }
        return added(own, ownAt, at);
    }

    private ArrayNode lists(JsonNode base, Path baseAt, JsonNode own, Path ownAt, Path at) {
        places.put(at, new Place(child, ownAt));
        var merged = NODES.arrayNode();
        var positions = new HashMap<String, Integer>();
        for (var i = 0; i < own.size(); i++) {
            positions.putIfAbsent(own.get(i).path(EntryFile.ID).asText(), i);
        }
        var used = new HashSet<Integer>();
        for (var i = 0; i < base.size(); i++) {
            var position = positions.get(base.get(i).path(EntryFile.ID).asText());
            if (position == null) {
                var unused = merged.add(inherited(base.get(i), baseAt.with(i), at.with(i)));
            } else {
                used.add(position);
                var unused = merged.add(
                        objects(base.get(i), baseAt.with(i), own.get(position), ownAt.with(position), at.with(i)));
            }
        }
        for (var i = 0; i < own.size(); i++) {
            if (!used.contains(i)) {
                var unused = merged.add(added(own.get(i), ownAt.with(i), at.with(merged.size())));
            }
        }
        return merged;
    }

    private static boolean haveIds(JsonNode node) {
        return node.isArray()
                && StreamSupport.stream(node.spliterator(), false)
                        .allMatch(element -> element.path(EntryFile.ID).isValueNode());
    }

    private JsonNode inherited(JsonNode value, Path valueAt, Path at) {
        places.put(at, parent.places().apply(valueAt));
        each(value, step -> {
            var unused = inherited(step.in(value), valueAt.with(step), at.with(step));
        });
        return value;
    }

    private JsonNode added(JsonNode value, Path valueAt, Path at) {
        places.put(at, new Place(child, valueAt));
        return value;
    }

    private static void each(JsonNode value, Consumer<Path> step) {
        value.fieldNames().forEachRemaining(name -> step.accept(Path.ROOT.with(name)));
        if (value.isArray()) {
            for (var i = 0; i < value.size(); i++) {
                step.accept(Path.ROOT.with(i));
            }
        }
    }
}
