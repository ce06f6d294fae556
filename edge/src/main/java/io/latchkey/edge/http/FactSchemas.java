package io.latchkey.edge.http;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.latchkey.contracts.check.CheckFact;
import io.latchkey.contracts.credential.CredentialFact;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.Arrays;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Adds to the API document what JSON adds to a fact: the {@code type} that tells it from its siblings. */
@OpenApiFilter(stages = RunStage.BUILD)
public final class FactSchemas implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI document) {
        var schemas = document.getComponents().getSchemas();
        Stream.of(CredentialFact.class, CheckFact.class)
                .flatMap(facts -> Arrays.stream(facts.getPermittedSubclasses()))
                .filter(fact -> schemas.containsKey(fact.getSimpleName()))
                .forEach(fact -> schemas.get(fact.getSimpleName())
                        .addProperty(
                                "type",
                                OASFactory.createSchema()
                                        .addType(SchemaType.STRING)
                                        .addEnumeration(fact.getAnnotation(JsonTypeName.class)
                                                .value())));
    }
}
