package io.latchkey.edge.openapi;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The named schemas that responses use, directly or within others. */
final class ResponseSchemas {
    private static final String PREFIX = "#/components/schemas/";

    private final Map<String, Schema> named;
    private final Map<String, Schema> used = new LinkedHashMap<>();

    private ResponseSchemas(Map<String, Schema> named) {
        this.named = named;
    }

    static Map<String, Schema> of(OpenAPI document) {
        var schemas = new ResponseSchemas(document.getComponents().getSchemas());
        document.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
                .map(APIResponse::getContent)
                .filter(Objects::nonNull)
                .map(Content::getMediaTypes)
                .flatMap(types -> types.values().stream())
                .forEach(type -> schemas.add(type.getSchema()));
        return schemas.used;
    }

    private void add(@Nullable Schema schema) {
        if (schema == null) {
            return;
        }
        var ref = schema.getRef();
        if (ref != null && ref.startsWith(PREFIX)) {
            var name = ref.substring(PREFIX.length());
            var target = named.get(name);
            if (target != null && used.putIfAbsent(name, target) == null) {
                add(target);
            }
        }
        add(schema.getItems());
        add(schema.getAdditionalPropertiesSchema());
        Stream.of(all(schema.getAllOf()), all(schema.getAnyOf()), all(schema.getOneOf()), properties(schema))
                .flatMap(Collection::stream)
                .forEach(this::add);
    }

    private static Collection<Schema> all(@Nullable List<Schema> schemas) {
        return schemas == null ? List.of() : schemas;
    }

    private static Collection<Schema> properties(Schema schema) {
        return schema.getProperties() == null
                ? List.of()
                : schema.getProperties().values();
    }
}
