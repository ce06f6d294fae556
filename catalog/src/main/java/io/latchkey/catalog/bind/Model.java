package io.latchkey.catalog.bind;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.catalog.Suggestions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The fields and types of the model, with the names that a file uses. */
final class Model {
    private Model() {}

    /**
     * The field that says which kind of object it is.
     *
     * @param kinds by the value of the field
     */
    record Discriminator(String field, Map<String, JavaType> kinds) {
        /** The given kind, else the one that it misspells, else the kind with most fields of {@code object}. */
        Map.Entry<String, JavaType> likeliest(String given, ObjectNode object) {
            var named = kinds.containsKey(given) ? List.of(given) : Suggestions.to(given, kinds.keySet());
            return kinds.entrySet().stream()
                    .filter(kind -> named.isEmpty() || named.get(0).equals(kind.getKey()))
                    .max(Comparator.comparingLong(kind -> fields(kind.getValue()).keySet().stream()
                            .filter(object::has)
                            .count()))
                    .orElseThrow();
        }
    }

    static boolean isObject(JavaType type) {
        return type.getRawClass().isRecord() || discriminator(type).isPresent();
    }

    /** The types of the fields, in the order of the record. */
    static Map<String, JavaType> fields(JavaType type) {
        var fields = new LinkedHashMap<String, JavaType>();
        for (BeanPropertyDefinition field :
                Binding.YAML.getDeserializationConfig().introspect(type).findProperties()) {
            if (!isIgnored(type, field.getInternalName())) {
                fields.put(field.getName(), field.getPrimaryType());
            }
        }
        return fields;
    }

    /** Whether no file can set the component: the model sets it itself. */
    private static boolean isIgnored(JavaType type, String component) {
        return type.getRawClass().isRecord()
                && Arrays.stream(type.getRawClass().getRecordComponents())
                        .filter(known -> known.getName().equals(component))
                        .anyMatch(known -> known.getAccessor().isAnnotationPresent(JsonIgnore.class));
    }

    /** Empty if there is only one kind. */
    static Optional<Discriminator> discriminator(JavaType type) {
        var info = type.getRawClass().getAnnotation(JsonTypeInfo.class);
        var subtypes = type.getRawClass().getAnnotation(JsonSubTypes.class);
        if (info == null || subtypes == null) {
            return Optional.empty();
        }
        var kinds = new LinkedHashMap<String, JavaType>();
        for (var subtype : subtypes.value()) {
            kinds.put(subtype.name(), Binding.YAML.constructType(subtype.value()));
        }
        return Optional.of(new Discriminator(info.property(), kinds));
    }

    /** The type of the value at {@code path} of a {@code type}. */
    static Optional<JavaType> at(JavaType type, Path path) {
        if (path.isRoot()) {
            return Optional.of(type);
        }
        var rest = path.below(new Path(path.steps().subList(0, 1)));
        if (type.isContainerType()) {
            return at(type.getContentType(), rest);
        }
        return Optional.ofNullable(fields(type).get(path.steps().get(0))).flatMap(field -> at(field, rest));
    }

    /** What a value of {@code type} looks like, for the sentence "must be ...". */
    static String described(Class<?> type) {
        if (type.isEnum()) {
            return String.join(" or ", constants(type));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == Duration.class) {
            return "a duration such as PT30S or P90D";
        }
        if (type == LocalDate.class) {
            return "a date such as 2027-03-31";
        }
        if (type == String.class) {
            return "a text";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    /** The values of an enum. */
    static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
