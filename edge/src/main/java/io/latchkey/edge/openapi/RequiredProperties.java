package io.latchkey.edge.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.DotName;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * Marks what a response always has as required: each component of its record that is not {@link Nullable}. A null is
 * never sent. Which properties a request needs is said by its constraints.
 */
final class RequiredProperties {
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);

    private final SchemaRecords records;

    RequiredProperties(SchemaRecords records) {
        this.records = records;
    }

    void complete(OpenAPI document) {
        ResponseSchemas.of(document).forEach((name, schema) -> records.components(name, schema)
                .ifPresent(components -> complete(schema, components)));
    }

    private static void complete(Schema schema, List<RecordComponentInfo> components) {
        var documented = schema.getProperties();
        var ordered = new LinkedHashMap<String, Schema>();
        components.forEach(component -> ordered.put(component.name(), documented.get(component.name())));
        documented.forEach(ordered::putIfAbsent);
        schema.setProperties(ordered);
        schema.setRequired(components.stream()
                .filter(component -> !component.type().hasAnnotation(NULLABLE))
                .map(RecordComponentInfo::name)
                .toList());
    }
}
