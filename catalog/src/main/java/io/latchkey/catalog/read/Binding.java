package io.latchkey.catalog.read;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.rule.InvalidFieldException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Binds the values of a file to the model, and describes values that cannot be bound. */
final class Binding {
    static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .addModule(new JavaTimeModule())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .withConfigOverride(List.class, c -> c.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Set.class, c -> c.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Map.class, c -> c.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private Binding() {}

    /**
     * What is wrong, and where.
     *
     * @param object what could not be made
     */
    record Problem(Path object, Path path, String fault) {
        private static final String MISSING = "is missing";

        boolean isMissing() {
            return fault.equals(MISSING);
        }
    }

    static Problem problem(JsonMappingException e) {
        var path = Path.of(e);
        if (e.getCause() instanceof InvalidFieldException invalid) {
            return new Problem(path, path.with(invalid.field()), invalid.getMessage());
        }
        if (e instanceof InvalidTypeIdException type) {
            return new Problem(path, path.with("type"), "must be " + oneOf(methodTypes()) + given(type.getTypeId()));
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return new Problem(path, path, "must be " + described(mismatch.getTargetType()));
        }
        return new Problem(
                path,
                path,
                "cannot be parsed: "
                        + e.getOriginalMessage().lines().findFirst().orElse("unreadable"));
    }

    private static String given(String typeId) {
        return typeId == null ? "" : ", not " + typeId;
    }

    private static String described(Class<?> type) {
        if (type.isEnum()) {
            return oneOf(Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .toList());
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == int.class) {
            return "a whole number";
        }
        if (type == Duration.class) {
            return "a duration such as PT30S or P90D";
        }
        if (type == String.class) {
            return "a text";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    private static List<String> methodTypes() {
        return Arrays.stream(AuthSpec.class.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::name)
                .toList();
    }

    private static String oneOf(List<String> values) {
        return String.join(" or ", values);
    }
}
