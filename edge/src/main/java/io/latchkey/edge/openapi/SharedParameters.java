package io.latchkey.edge.openapi;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** What parameters mean that several operations take. */
final class SharedParameters {
    private SharedParameters() {}

    static void complete(String path, Operation operation) {
        var parameters = operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters();
        parameters.forEach(parameter -> complete(path, parameter));
    }

    private static void complete(String path, Parameter parameter) {
        switch (parameter.getName()) {
            case "id" ->
                parameter.description(
                        path.startsWith("/v1/providers/")
                                ? "Id of the provider in the catalog"
                                : path.startsWith("/internal/v1/authorizations/")
                                        ? "Id of the authorization"
                                        : "Id of the connection");
            case "connectionId" -> parameter.description("Id of the connection");
            case "authorizationId" -> parameter.description("Id of the authorization, from the response that began it");
            case "limit" ->
                parameter
                        .description("How many items a page has at the most")
                        .schema(schema(SchemaType.INTEGER)
                                .minimum(BigDecimal.ONE)
                                .maximum(BigDecimal.valueOf(100))
                                .defaultValue(50));
            case "cursor" ->
                parameter.description("nextCursor of the page before, unchanged; absent for the first page");
            case "force", "ignoreDependents" ->
                parameter.schema(schema(SchemaType.BOOLEAN).defaultValue(false));
            case "If-Match" ->
                parameter.description(
                        "The ETag of the connection exactly as it was received: a strong entity tag in double quotes, a list of them, or *. With it, the"
                                + " request fails with 412 if somebody has edited the connection since; without it, the request"
                                + " applies to the connection as it is.");
            case "If-None-Match" ->
                parameter.description(
                        "The ETag of an earlier response to the same request; 304 without a body if nothing has changed since");
            case "Idempotency-Key" ->
                parameter
                        .description(
                                "1 to 200 visible ASCII characters that are new for each connection. Repeated within a day, it gives the connection"
                                        + " that the first request made.")
                        .schema(schema(SchemaType.STRING).pattern("^[\\x21-\\x7E]{1,200}$"));
            default -> {}
        }
    }

    private static Schema schema(SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }
}
