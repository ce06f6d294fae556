package io.latchkey.catalog.bind;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.datatype.jsr310.deser.DurationDeserializer;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.rule.InvalidFieldException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Binds YAML to the model. */
public final class Binding {
    /** Levels of nesting in a file: more than twice the depth of the model. */
    public static final int DEEPEST = 20;

    static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addDeserializer(Duration.class, new TextDuration()))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new LowerCaseEnums())
            .withCoercionConfig(LogicalType.Textual, Binding::noScalars)
            .withCoercionConfig(LogicalType.Enum, Binding::noScalars)
            .withCoercionConfig(LogicalType.DateTime, Binding::noScalars)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withConfigOverride(List.class, c -> c.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Set.class, c -> c.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Map.class, c -> c.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private static final ObjectReader SIMPLE = YAML.reader()
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Binding() {}

    /** A number or a boolean is not what it looks like in the file: YAML reads 1.10 as 1.1. */
    private static void noScalars(MutableCoercionConfig coercion) {
        for (var shape : List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            var unused = coercion.setCoercion(shape, CoercionAction.Fail);
        }
    }

    /** A duration as a text: a number would not show its unit. */
    private static final class TextDuration extends StdDeserializer<Duration> {
        private static final long serialVersionUID = 1;

        TextDuration() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return json.hasToken(JsonToken.VALUE_STRING)
                    ? DurationDeserializer.INSTANCE.deserialize(json, context)
                    : (Duration) context.handleUnexpectedToken(Duration.class, json);
        }
    }

    /** The values of enums in a file: the constants in lower case. */
    private static final class LowerCaseEnums extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config, AnnotatedClass enumType, Enum<?>[] constants, String[] names) {
            return Model.constants(enumType.getRawType()).toArray(String[]::new);
        }
    }

    /** Fails if {@code text} is not YAML. */
    public static JsonNode tree(String text) throws JsonProcessingException {
        return YAML.readTree(text);
    }

    /** The only document in {@code text}. Empty if there is another, a field occurs twice, or it is nested too deeply. */
    public static Optional<JsonNode> simpleTree(String text) {
        try {
            return Optional.of(SIMPLE.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The provider that {@code tree} describes; empty if the tree has faults. */
    public static Optional<Provider> provider(JsonNode tree) {
        try {
            return Optional.of(YAML.treeToValue(tree, Provider.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Why {@code node} cannot become a {@code type}; empty if it can. */
    static Optional<Refusal> refusal(JsonNode node, JavaType type) {
        try {
            var unused = YAML.<Object>treeToValue(node, type);
            return Optional.empty();
        } catch (JsonMappingException e) {
            return Optional.of(new Refusal(
                    e.getPath().isEmpty() && e.getCause() instanceof InvalidFieldException invalid ? invalid : null));
        } catch (JsonProcessingException e) {
            return Optional.of(new Refusal(null));
        }
    }
}
