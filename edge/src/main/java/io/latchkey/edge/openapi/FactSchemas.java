package io.latchkey.edge.openapi;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.latchkey.contracts.check.CheckFact;
import io.latchkey.contracts.credential.CredentialFact;
import java.util.Arrays;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Adds to the API document what JSON adds to a fact: the {@code type} that tells it from its siblings. */
final class FactSchemas {
    private FactSchemas() {}

    static void complete(OpenAPI document) {
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
