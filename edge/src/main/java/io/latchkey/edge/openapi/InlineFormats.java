package io.latchkey.edge.openapi;

import java.util.Map;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Replaces references to the platform's own types by a text with a format. */
final class InlineFormats {
    private static final Map<String, String> FORMATS = Map.of(
            "java.util.UUID", "uuid",
            "java.time.Instant", "date-time",
            "java.time.Duration", "duration");
    private static final String PREFIX = "#/components/schemas/";

    private InlineFormats() {}

    static Schema inlined(Schema schema) {
        var ref = schema.getRef();
        var format = ref != null && ref.startsWith(PREFIX) ? FORMATS.get(ref.substring(PREFIX.length())) : null;
        if (format != null) {
            schema.setRef(null);
            return schema.addType(SchemaType.STRING).format(format);
        }
        return schema;
    }

    static void removeFrom(Components components) {
        FORMATS.keySet().forEach(components::removeSchema);
    }
}
