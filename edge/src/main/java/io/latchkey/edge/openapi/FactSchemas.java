package io.latchkey.edge.openapi;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.latchkey.contracts.check.CheckFact;
import io.latchkey.contracts.credential.CredentialFact;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Adds the member {@code type} of a fact, which only exists in JSON, to the API document. */
final class FactSchemas {
    private FactSchemas() {}

    static void complete(OpenAPI document) {
        var schemas = document.getComponents().getSchemas();
        Stream.of(CredentialFact.class, CheckFact.class)
                .flatMap(facts -> Arrays.stream(facts.getPermittedSubclasses()))
                .forEach(fact -> Optional.ofNullable(schemas.get(fact.getSimpleName()))
                        .ifPresent(schema -> schema.addProperty(
                                "type",
                                OASFactory.createSchema()
                                        .addType(SchemaType.STRING)
                                        .addEnumeration(fact.getAnnotation(JsonTypeName.class)
                                                .value()))));
    }
}
