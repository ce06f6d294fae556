package io.latchkey.edge.problem;

import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.DomainException;
import io.latchkey.work.failure.Forbidden;
import io.latchkey.work.failure.Invalid;
import io.latchkey.work.failure.NotFound;
import io.latchkey.work.failure.TooManyRequests;
import io.latchkey.work.failure.Unavailable;
import io.latchkey.work.failure.Unprocessable;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.Objects;

/** Answers a {@link DomainException} with a problem: the only place that gives each kind its status. */
@Provider
public class DomainProblems extends ExceptionMapperBase<DomainException> {
    private static final Map<Class<? extends DomainException>, Integer> STATUS = Map.of(
            Invalid.class, 400,
            Forbidden.class, 403,
            NotFound.class, 404,
            Conflict.class, 409,
            Unprocessable.class, 422,
            TooManyRequests.class, 429,
            Unavailable.class, 503);

    @Override
    protected HttpProblem toProblem(DomainException failure) {
        return from(failure);
    }

    static Problem from(DomainException failure) {
        var explanation = failure.explanation();
        int status = Objects.requireNonNull(STATUS.get(failure.getClass()), "no status for this kind of failure");
        var problem =
                Problem.of(status, explanation.type(), explanation.title()).detail(explanation.detail());
        for (var member : explanation.members().entrySet()) {
            problem = problem.with(member.getKey(), member.getValue());
        }
        if (failure instanceof Unavailable unavailable) {
            return problem.retryAfter(unavailable.retryAfter());
        }
        return failure instanceof TooManyRequests early ? problem.retryAfter(early.retryAfter()) : problem;
    }
}
