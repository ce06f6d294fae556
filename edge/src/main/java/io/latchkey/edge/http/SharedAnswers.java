package io.latchkey.edge.http;

import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Adds to the API document what every endpoint shares: its problems, and the header that names the tenant. */
@OpenApiFilter(stages = RunStage.BUILD)
public final class SharedAnswers implements OASFilter {
    private static final Set<String> ROLES_WITHIN_A_TENANT =
            Set.of(Roles.CONNECTIONS_READ, Roles.CONNECTIONS_WRITE, Roles.CREDENTIALS_READ);

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.setServers(List.of(OASFactory.createServer().url("/").description("The service itself")));
        ProblemSchema.addTo(document.getComponents());
        document.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .values()
                .forEach(operation -> complete(operation, path.contains("{"))));
    }

    private static void complete(Operation operation, boolean hasPathParameter) {
        var responses = operation.getResponses();
        addProblem(responses, "400", "The request is malformed; the problem names the field");
        addProblem(responses, "401", "The request carries no valid bearer token");
        addProblem(responses, "403", "The token lacks the role, or does not fit the tenant");
        if (hasPathParameter) {
            addProblem(responses, "404", "What the path names does not exist");
        }
        if (operation.getRequestBody() != null) {
            addProblem(responses, "413", "The body is too large");
            addProblem(responses, "415", "The body is not JSON");
        }
        addProblem(
                responses, "503", "Something that Latchkey needs does not answer; Retry-After says when to try again");
        responses.getAPIResponses().forEach((status, response) -> {
            if (status.compareTo("400") >= 0) {
                response.setContent(ProblemSchema.content());
            }
        });
        if (actsForATenant(operation)) {
            operation.addParameter(OASFactory.createParameter()
                    .name(Callers.TENANT_HEADER)
                    .in(In.HEADER)
                    .description("The tenant to act for. Only for callers with the role " + Roles.TENANTS_ANY
                            + ", and required from them if their token names no tenant.")
                    .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
        }
    }

    private static void addProblem(APIResponses responses, String status, String description) {
        if (!responses.hasAPIResponse(status)) {
            responses.addAPIResponse(status, OASFactory.createAPIResponse().description(description));
        }
    }

    private static boolean actsForATenant(Operation operation) {
        return operation.getSecurity() != null
                && operation.getSecurity().stream()
                        .flatMap(requirement -> requirement.getSchemes().values().stream())
                        .allMatch(ROLES_WITHIN_A_TENANT::containsAll);
    }
}
