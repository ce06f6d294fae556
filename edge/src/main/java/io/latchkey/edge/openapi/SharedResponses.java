package io.latchkey.edge.openapi;

import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** The problems and headers that every operation of a kind can answer. */
final class SharedResponses {
    /** What Quarkus says where it finds an endpoint with a role. */
    private static final Set<String> OF_THE_FRAMEWORK = Set.of("Not Authorized", "Not Allowed", "Bad Request");

    private SharedResponses() {}

    static void complete(HttpMethod method, String path, Operation operation) {
        var responses = operation.getResponses();
        addProblem(responses, "400", "The request is malformed; the problem names the field");
        if (operation.getSecurity() != null) {
            addProblem(responses, "401", "The request has no valid bearer token");
            addProblem(
                    responses, "403", "The token lacks the role, which the problem names, or does not fit the tenant");
        }
        if (path.contains("{")) {
            addProblem(responses, "404", "The object does not exist");
        }
        addProblem(responses, "406", "The header Accept does not admit application/json");
        if (method != HttpMethod.GET) {
            addProblem(responses, "409", "Another request changed the same thing at the same time");
        }
        if (operation.getRequestBody() != null) {
            addProblem(responses, "413", "The body is too large");
            addProblem(responses, "415", "The body is not JSON by its Content-Type");
        }
        addProblem(responses, "500", "A fault of Latchkey; the problem has an id, under which the cause is logged");
        addProblem(responses, "503", "Something that Latchkey needs does not answer");
        responses.getAPIResponses().forEach((status, response) -> {
            SharedHeaders.complete(status, response);
            if (status.compareTo("400") >= 0) {
                response.setContent(ProblemSchema.content());
            }
        });
    }

    private static void addProblem(APIResponses responses, String status, String description) {
        var present = responses.getAPIResponse(status);
        if (present == null) {
            responses.addAPIResponse(status, OASFactory.createAPIResponse().description(description));
        } else if (OF_THE_FRAMEWORK.contains(present.getDescription())) {
            present.setDescription(description);
        }
    }
}
