package io.latchkey.verifier.check;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Adds to the API document what JSON adds to a fact: the {@code type} that tells it from its siblings. */
@OpenApiFilter(stages = RunStage.BUILD)
public final class FactSchema implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents()
                .getSchemas()
                .get("CheckCompleted")
                .addProperty(
                        "type",
                        OASFactory.createSchema().addType(SchemaType.STRING).addEnumeration("check-completed"));
    }
}
