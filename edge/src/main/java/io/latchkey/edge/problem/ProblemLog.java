package io.latchkey.edge.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Logs unexpected errors. A server error with a type is expected: the component that detects an outage logs it once,
 * and a line for each failed request would fill the log.
 */
@ApplicationScoped
class ProblemLog implements ProblemPostProcessor {
    private static final int FIRST_SERVER_ERROR = 500;

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getStatusCode() >= FIRST_SERVER_ERROR && !StableTypes.isMeant(problem)) {
            Log.errorf(context.cause, "request failed status=%d", problem.getStatusCode());
        }
        return problem;
    }
}
