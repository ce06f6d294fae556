package io.latchkey.catalog.bind;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.catalog.Provider;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The JSON Schema of an entry, made of the model. An entry that extends another, or that is abstract, may lack what
 * others need, and {@code null} removes what it inherits, so each type has a second form without these rules.
 */
final class ProviderSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String DEFINITIONS = "#/$defs/";
    private static final String DURATION = "^P(?!$)(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?$";

    private static final String DATE = "^\\d{4}-\\d{2}-\\d{2}$";

    private final Descriptions descriptions;
    private final Map<String, ObjectNode> definitions = new LinkedHashMap<>();

    private ProviderSchema(Descriptions descriptions) {
        this.descriptions = descriptions;
    }

    static ObjectNode of(Descriptions descriptions) {
        return new ProviderSchema(descriptions).schema();
    }

    private ObjectNode schema() {
        var entry = Binding.YAML.constructType(Provider.class);
        var complete = reference(entry, false);
        var partial = reference(entry, true);
        var schema = NODES.objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "Catalog entry of Latchkey")
                .put(
                        "description",
                        "Describes a provider. Unknown fields are errors; docs/catalog.md explains each field.")
                .put("type", "object");
        var isPartial = NODES.objectNode();
        isPartial
                .putArray("anyOf")
                .add(NODES.objectNode().set("required", NODES.arrayNode().add("extends")))
                .add(NODES.objectNode()
                        .<ObjectNode>set("required", NODES.arrayNode().add("abstract"))
                        .set(
                                "properties",
                                NODES.objectNode()
                                        .set("abstract", NODES.objectNode().put("const", true))));
        schema.set("if", isPartial);
        schema.set("then", partial);
        schema.set("else", complete);
        schema.set("$defs", NODES.objectNode().setAll(definitions));
        return schema;
    }

    private ObjectNode of(JavaType type, boolean partial) {
        if (type.isMapLikeType()) {
            return NODES.objectNode()
                    .put("type", "object")
                    .set("additionalProperties", of(type.getContentType(), partial));
        }
        if (type.isCollectionLikeType()) {
            return NODES.objectNode().put("type", "array").set("items", of(type.getContentType(), partial));
        }
        return Model.isObject(type) ? reference(type, partial) : scalar(type.getRawClass());
    }

    private static ObjectNode scalar(Class<?> type) {
        if (type.isEnum()) {
            var values = NODES.arrayNode();
            Model.constants(type).forEach(values::add);
            return NODES.objectNode().set("enum", values);
        }
        if (type == boolean.class || type == Boolean.class) {
            return NODES.objectNode().put("type", "boolean");
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return NODES.objectNode().put("type", "integer");
        }
        if (type == Duration.class) {
            return NODES.objectNode().put("type", "string").put("pattern", DURATION);
        }
        if (type == LocalDate.class) {
            return NODES.objectNode().put("type", "string").put("pattern", DATE);
        }
        if (type == String.class) {
            return NODES.objectNode().put("type", "string");
        }
        throw new IllegalStateException("the schema has no form for " + type);
    }

    private ObjectNode reference(JavaType type, boolean partial) {
        var name =
                type.getRawClass().getName().replaceFirst(".*\\.", "").replace('$', '.') + (partial ? ".partial" : "");
        if (!definitions.containsKey(name)) {
            var definition = NODES.objectNode();
            definitions.put(name, definition);
            Model.discriminator(type)
                    .ifPresentOrElse(
                            kinds -> kinds(definition, kinds, partial), () -> fields(definition, type, partial));
        }
        return NODES.objectNode().put("$ref", DEFINITIONS + name);
    }

    private void kinds(ObjectNode definition, Model.Discriminator kinds, boolean partial) {
        definition.put("type", "object");
        if (!partial) {
            definition.putArray("required").add(kinds.field());
        }
        var names = definition.putObject("properties").putObject(kinds.field()).putArray("enum");
        var choices = definition.putArray("allOf");
        kinds.kinds().forEach((name, type) -> {
            names.add(name);
            var given = NODES.objectNode();
            given.putArray("required").add(kinds.field());
            given.putObject("properties").putObject(kinds.field()).put("const", name);
            var choice = choices.addObject();
            choice.set("if", given);
            choice.set("then", kind(kinds.field(), type, partial));
        });
    }

    /** The fields of one kind, and the field that names the kind. */
    private ObjectNode kind(String discriminator, JavaType type, boolean partial) {
        var reference = reference(type, partial);
        var definition = definitions.get(reference.get("$ref").textValue().substring(DEFINITIONS.length()));
        ((ObjectNode) definition.get("properties")).set(discriminator, NODES.objectNode());
        return reference;
    }

    private void fields(ObjectNode definition, JavaType type, boolean partial) {
        definition.put("type", "object").put("additionalProperties", false);
        var properties = definition.putObject("properties");
        if (type.hasRawClass(Provider.class)) {
            properties
                    .putObject("extends")
                    .put("description", "Id of the entry whose fields this one inherits")
                    .put("type", "string");
            properties
                    .putObject("abstract")
                    .put("description", "Whether the entry is only a base for others, and not a provider")
                    .put("type", "boolean");
        }
        Model.fields(type).forEach((field, fieldType) -> {
            var value = of(fieldType, partial);
            var property = partial ? orNull(value) : value;
            descriptions.of(type.getRawClass(), field).ifPresent(text -> property.put("description", text));
            properties.set(field, property);
        });
        var required = partial ? idAtRoot(type) : required(type);
        if (!required.isEmpty()) {
            required.forEach(definition.putArray("required")::add);
        }
    }

    private static ObjectNode orNull(ObjectNode value) {
        var either = NODES.objectNode();
        either.putArray("anyOf").add(value).add(NODES.objectNode().put("type", "null"));
        return either;
    }

    private static List<String> idAtRoot(JavaType type) {
        return type.hasRawClass(Provider.class) ? List.of("id") : List.of();
    }

    /** The fields without which no object is valid, found by trial. */
    private static List<String> required(JavaType type) {
        var smallest = StandIns.object(type);
        return Model.fields(type).keySet().stream()
                .filter(smallest::has)
                .filter(field -> without(field, smallest, type)
                        .allMatch(object -> Binding.refusal(object, type).isPresent()))
                .toList();
    }

    /** The object without a field, alone and with each other field in its place. */
    private static Stream<ObjectNode> without(String field, ObjectNode smallest, JavaType type) {
        ObjectNode without = smallest.deepCopy().remove(List.of(field));
        var others = Model.fields(type).entrySet().stream()
                .filter(other -> !smallest.has(other.getKey()))
                .flatMap(other -> StandIns.of(other.getValue())
                        .map(value -> without.deepCopy().<ObjectNode>set(other.getKey(), value)));
        return Stream.concat(Stream.of(without), others);
    }
}
