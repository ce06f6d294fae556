package io.latchkey.catalog.read;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the fields that the model does not have. Binding would report them too, but only of an object that has all that
 * it needs, which one with a misspelt field has not.
 */
final class UnknownFields {
    /**
     * A field that the model does not have.
     *
     * @param known the fields of the model in the same object
     */
    record Unknown(Path path, Collection<String> known) {}

    private final List<Unknown> found = new ArrayList<>();

    private UnknownFields() {}

    /** The unknown fields of {@code node} and below, where it is to become a {@code type}. */
    static List<Unknown> in(JsonNode node, Class<?> type) {
        var fields = new UnknownFields();
        fields.look(node, Binding.YAML.constructType(type), Path.ROOT);
        return fields.found;
    }

    private void look(JsonNode node, JavaType type, Path path) {
        if (type.isCollectionLikeType() && node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                look(node.get(i), type.getContentType(), path.with(String.valueOf(i)));
            }
        } else if (type.getRawClass().isRecord() && node instanceof ObjectNode object) {
            look(object, type, path, Optional.empty());
        } else if (node instanceof ObjectNode object) {
            var discriminator = type.getRawClass().getAnnotation(JsonTypeInfo.class);
            if (discriminator != null) {
                subtype(type, object.path(discriminator.property()).asText())
                        .ifPresent(subtype -> look(object, subtype, path, Optional.of(discriminator.property())));
            }
        }
    }

    private void look(ObjectNode object, JavaType type, Path path, Optional<String> discriminator) {
        var known = properties(type);
        object.properties().forEach(field -> {
            var property = known.get(field.getKey());
            if (property != null) {
                look(field.getValue(), property.getPrimaryType(), path.with(field.getKey()));
            } else if (!discriminator.equals(Optional.of(field.getKey()))) {
                found.add(new Unknown(path.with(field.getKey()), known.keySet()));
            }
        });
    }

    private static Map<String, BeanPropertyDefinition> properties(JavaType type) {
        return Binding.YAML.getDeserializationConfig().introspect(type).findProperties().stream()
                .collect(Collectors.toMap(BeanPropertyDefinition::getName, Function.identity()));
    }

    private static Optional<JavaType> subtype(JavaType type, String name) {
        return Arrays.stream(
                        type.getRawClass().getAnnotation(JsonSubTypes.class).value())
                .filter(subtype -> subtype.name().equals(name))
                .map(subtype -> Binding.YAML.constructType(subtype.value()))
                .findFirst();
    }
}
