package io.latchkey.edge.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Gives the problems that the framework raises a stable type and a remedy, and hides what a 500 was about. */
@ApplicationScoped
class StableTypes implements ProblemPostProcessor {
    private static final String INTERNAL_ERROR = "internal-error";

    private static final Map<Integer, Known> KNOWN = Map.of(
            400, new Known("invalid-request", "Correct the request as the detail says."),
            401, new Known("unauthenticated", "Send a valid bearer token of the platform's issuer for this audience."),
            403, new Known("forbidden", "Use a token with the role that this endpoint takes."),
            404, new Known("not-found", "Check the path and the id."),
            405, new Known("method-not-allowed", "Use a method that the API document names for this path."),
            406, new Known("not-acceptable", "Accept application/json."),
            413, new Known("body-too-large", "Send a smaller body."),
            415, new Known("unsupported-media-type", "Send application/json."),
            500, new Known(INTERNAL_ERROR, "Try again; if it goes on, give the operator the time of this answer."));

    private record Known(String type, String remedy) {}

    /** Whether somebody raised it on purpose, and gave it a type. */
    static boolean isMeant(HttpProblem problem) {
        return problem.getType() != null && !problem.getType().equals(Problem.typeUri(INTERNAL_ERROR));
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        var requestProblem = RequestProblems.from(context.cause);
        if (requestProblem != null) {
            return requestProblem;
        }
        var known = KNOWN.get(problem.getStatusCode());
        if (known == null || problem.getType() != null) {
            return problem;
        }
        var builder = HttpProblem.builder(problem).withType(Problem.typeUri(known.type()));
        if (problem.getStatusCode() == 500) {
            builder.withDetail("Latchkey failed to answer this request.");
        }
        if (!problem.getParameters().containsKey("remedy")) {
            builder.with("remedy", known.remedy());
        }
        return builder.build();
    }
}
