package io.latchkey.edge.openapi;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.DotName;
import org.jboss.jandex.RecordComponentInfo;

/**
 * Describes the properties of requests and responses with Jackson's annotation, which the API document's generator does
 * not read. The records of {@code contracts} depend on no annotations of OpenAPI.
 */
final class PropertyDescriptions {
    private static final DotName DESCRIPTION = DotName.createSimple(JsonPropertyDescription.class);

    private final SchemaRecords records;

    PropertyDescriptions(SchemaRecords records) {
        this.records = records;
    }

    void complete(OpenAPI document) {
        document.getComponents().getSchemas().forEach((name, schema) -> records.components(name, schema)
                .ifPresent(components -> describe(schema.getProperties(), components)));
    }

    /** Jackson's annotation is kept on the field, not on the component. */
    private static void describe(Map<String, Schema> properties, List<RecordComponentInfo> components) {
        for (var component : components) {
            var description = component.declaringClass().field(component.name()).annotation(DESCRIPTION);
            var property = properties.get(component.name());
            if (description != null && property != null) {
                property.setDescription(description.value().asString());
            }
        }
    }
}
