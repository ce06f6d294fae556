package io.latchkey.edge.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Gives the problems that the framework raises a stable type, and a detail and a remedy in the API's own words. */
@ApplicationScoped
class StableTypes implements ProblemPostProcessor {
    private static final String INTERNAL_ERROR = "internal-error";

    private static final Map<Integer, Known> KNOWN = Map.of(
            400,
                    new Known(
                            "invalid-request",
                            "A header or a parameter cannot be read.",
                            "Check the headers Content-Type and Accept, and the parameters."),
            401,
                    new Known(
                            "unauthenticated",
                            "The request has no valid bearer token.",
                            "Send a valid bearer token of the platform's issuer with the audience of Latchkey."),
            403, new Known("forbidden", "The token does not allow this call.", "Use a token with the role it takes."),
            404, new Known("not-found", "There is nothing at this path.", "Check the path and the id."),
            405,
                    new Known(
                            "method-not-allowed",
                            "The path does not take this method.",
                            "Use a method that the API description lists for this path."),
            406,
                    new Known(
                            "not-acceptable",
                            "The header Accept names no media type that this call can answer.",
                            "Accept the media type that the API description lists, in general application/json."),
            413, new Known("body-too-large", "The body is too large.", "Send a smaller body."),
            415,
                    new Known(
                            "unsupported-media-type",
                            "The body is not JSON by its Content-Type.",
                            "Send application/json."),
            500,
                    new Known(
                            INTERNAL_ERROR,
                            "Latchkey failed to process this request.",
                            "Try again. If it fails again, give the operator the time of this response."));

    private record Known(String type, String detail, String remedy) {}

    /** Whether our code raised it, with a type. */
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
        return HttpProblem.builder(problem)
                .withType(Problem.typeUri(known.type()))
                .withDetail(known.detail())
                .with("remedy", known.remedy())
                .build();
    }
}
