package io.latchkey.edge.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Logs errors that nobody foresaw. A server error that has a type is meant: the part that notices what does not answer logs
 * that once, and a line for each request that fails for it would fill the log.
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
