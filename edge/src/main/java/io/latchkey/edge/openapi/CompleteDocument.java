package io.latchkey.edge.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.tags.Tag;
import org.jboss.jandex.IndexView;

/** Adds to an API document, in this order, what annotations do not say or would have to repeat. */
@OpenApiFilter(stages = RunStage.BUILD)
public final class CompleteDocument implements OASFilter {
    private final IndexView index;

    public CompleteDocument(IndexView index) {
        this.index = index;
    }

    @Override
    public Schema filterSchema(Schema schema) {
        return InlineFormats.inlined(schema);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.setServers(List.of(OASFactory.createServer().url("/").description("The service itself")));
        InlineFormats.removeFrom(document.getComponents());
        FactSchemas.complete(document);
        var records = new SchemaRecords(index);
        new PropertyDescriptions(records).complete(document);
        new RequiredProperties(records).complete(document);
        ProblemSchema.addTo(document.getComponents());
        SharedHeaders.addTo(document.getComponents());
        document.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> {
                    SharedParameters.complete(path, operation);
                    AccessRules.complete(operation);
                    SharedResponses.complete(method, path, operation);
                }));
        keepUsedTags(document);
    }

    /** Each document knows the tags of all endpoints of the service, also of those that it leaves out. */
    private static void keepUsedTags(OpenAPI document) {
        var used = new TreeMap<String, Tag>();
        var described = document.getTags() == null ? List.<Tag>of() : document.getTags();
        document.getPaths().getPathItems().values().forEach(item -> item.getOperations()
                .values()
                .forEach(operation -> operation
                        .getTags()
                        .forEach(name -> used.put(name, OASFactory.createTag().name(name)))));
        described.stream()
                .filter(tag -> tag.getDescription() != null)
                .forEach(tag ->
                        used.computeIfPresent(tag.getName(), (name, known) -> known.description(tag.getDescription())));
        document.setTags(List.copyOf(used.values()));
    }
}
