package io.latchkey.catalog.bind;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.ClassUtil;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Valid values that replace faulty or missing ones, so that the rest of an object can be checked. They are found by
 * trial against the model's own rules, and follow the model when it changes.
 */
final class StandIns {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private StandIns() {}

    /** Candidates for a value of {@code type}, simple ones first: each is bound without a fault. */
    static Stream<JsonNode> of(JavaType type) {
        if (Model.isObject(type)) {
            return Stream.of(object(type)).flatMap(object -> Stream.concat(Stream.of(object), variants(object, type)));
        }
        return candidates(type)
                .filter(candidate -> Binding.refusal(candidate, type).isEmpty());
    }

    private static Stream<JsonNode> candidates(JavaType type) {
        if (type.isMapLikeType()) {
            var values =
                    of(type.getContentType()).map(value -> NODES.objectNode().<JsonNode>set("x", value));
            return Stream.concat(Stream.of(NODES.objectNode()), values);
        }
        if (type.isCollectionLikeType()) {
            var values =
                    of(type.getContentType()).map(value -> NODES.arrayNode().add(value));
            return Stream.concat(Stream.of(NODES.arrayNode()), values);
        }
        return type.isEnumType()
                ? Model.constants(type.getRawClass()).stream().map(NODES::textNode)
                : scalars().stream();
    }

    /** {@code object} with other values of one field. */
    private static Stream<JsonNode> variants(ObjectNode object, JavaType type) {
        return Model.fields(type).entrySet().stream()
                .flatMap(field ->
                        of(field.getValue()).map(value -> object.deepCopy().<JsonNode>set(field.getKey(), value)))
                .filter(variant -> Binding.refusal(variant, type).isEmpty());
    }

    /** An object with the fields that {@code type} requires. */
    static ObjectNode object(JavaType type) {
        var kind = Model.discriminator(type)
                .map(kinds -> kinds.kinds().values().iterator().next())
                .orElse(type);
        var object = withKind(kind);
        var tried = new HashSet<Path>();
        for (var refusal = Binding.refusal(object, kind);
                refusal.isPresent();
                refusal = Binding.refusal(object, kind)) {
            var at = refusal.get().at();
            if (at.isEmpty() || !replace(object, kind, at.get(), tried)) {
                throw new IllegalStateException("no stand-in is known for " + kind + " " + at.orElse(Path.ROOT));
            }
        }
        return object;
    }

    /** An object of this kind, with nothing but its discriminator. */
    private static ObjectNode withKind(JavaType kind) {
        var object = NODES.objectNode();
        for (var parent : ClassUtil.findSuperTypes(kind, Object.class, false)) {
            Model.discriminator(parent).ifPresent(kinds -> kinds.kinds().forEach((name, type) -> {
                if (type.equals(kind)) {
                    var unused = object.put(kinds.field(), name);
                }
            }));
        }
        return object;
    }

    /**
     * Replaces the value at {@code path}, whose present value breaks a rule, by a value that does not. False if none is
     * known.
     *
     * @param tried the paths that were replaced before; each is replaced once
     */
    static boolean replace(ObjectNode object, JavaType type, Path path, Set<Path> tried) {
        if (!tried.add(path)) {
            return false;
        }
        var parentType = Model.at(type, path.parent());
        if (parentType.isPresent() && parentType.get().isMapLikeType()) {
            return put(object, path, null) && isMended(object, type, path);
        }
        var isMended = Model.at(type, path).stream()
                .flatMap(StandIns::of)
                .anyMatch(candidate -> put(object, path, candidate) && isMended(object, type, path));
        return isMended || (put(object, path, null) && isMended(object, type, path));
    }

    private static boolean isMended(JsonNode object, JavaType type, Path path) {
        var refusal = Binding.refusal(object, type);
        return refusal.isEmpty()
                || refusal.get().at().filter(at -> !at.equals(path)).isPresent();
    }

    /** Sets the value at {@code path}, or removes it if {@code value} is null. */
    private static boolean put(ObjectNode object, Path path, @Nullable JsonNode value) {
        var parent = path.parent().in(object);
        if (parent instanceof ObjectNode fields) {
            var unused = value == null ? fields.remove(path.last()) : fields.set(path.last(), value);
            return true;
        }
        if (parent instanceof ArrayNode elements
                && value != null
                && !path.in(object).isMissingNode()) {
            var unused = elements.set(Integer.parseInt(path.last()), value);
            return true;
        }
        return false;
    }

    private static List<JsonNode> scalars() {
        return List.of(
                NODES.textNode("x"),
                NODES.textNode("/x"),
                NODES.textNode("https://unset.invalid/"),
                NODES.textNode("{x}"),
                NODES.textNode("{access_token}"),
                NODES.textNode("PT1S"),
                NODES.textNode("2000-01-01"),
                NODES.numberNode(1),
                NODES.numberNode(200),
                NODES.booleanNode(true),
                NODES.booleanNode(false));
    }
}
