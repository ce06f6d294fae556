package io.latchkey.edge.openapi;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

/** Finds the record that a schema of the API document was made of. */
final class SchemaRecords {
    private static final DotName UNWRAPPED = DotName.createSimple(JsonUnwrapped.class);
    private static final String OURS = "io.latchkey.";

    private final IndexView index;

    SchemaRecords(IndexView index) {
        this.index = index;
    }

    /**
     * Of the record with the schema's name and properties; a type adds the property that tells it from its siblings.
     */
    Optional<List<RecordComponentInfo>> components(String name, Schema schema) {
        var properties = schema.getProperties() == null ? Map.<String, Schema>of() : schema.getProperties();
        return index.getKnownClasses().stream()
                .filter(type -> type.isRecord() && type.name().toString().startsWith(OURS))
                .filter(type -> isNamed(type, name))
                .map(type -> components(type).toList())
                .filter(components -> !components.isEmpty()
                        && components.stream().map(RecordComponentInfo::name).allMatch(properties::containsKey)
                        && properties.size() - components.size() <= 1)
                .findFirst();
    }

    /** The schema of a generic record has its argument's name as well; a number tells apart what has the same name. */
    private static boolean isNamed(ClassInfo type, String schema) {
        return type.typeParameters().isEmpty()
                ? schema.replaceAll("\\d+$", "").equals(type.simpleName())
                : schema.startsWith(type.simpleName());
    }

    /** Jackson's annotation is kept on the field, not on the component. */
    private Stream<RecordComponentInfo> components(ClassInfo type) {
        return type.recordComponentsInDeclarationOrder().stream()
                .flatMap(component -> type.field(component.name()).hasAnnotation(UNWRAPPED)
                        ? components(index.getClassByName(component.type().name()))
                        : Stream.of(component));
    }
}
