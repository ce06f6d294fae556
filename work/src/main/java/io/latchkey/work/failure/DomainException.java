package io.latchkey.work.failure;

/**
 * Why a use case does not do what its caller asked for. The subclass is the kind of reason, which code may decide by; the
 * {@link Explanation} is for the caller.
 *
 * <p>It is an answer rather than a fault, so it has no stack trace: a trace of each would fill the log while a server is
 * down.
 */
public abstract sealed class DomainException extends RuntimeException
        permits Conflict, Forbidden, Invalid, NotFound, TooManyRequests, Unavailable, Unprocessable {
    private static final long serialVersionUID = 1;

    private final transient Explanation explanation;

    DomainException(Explanation explanation) {
        super(explanation.detail(), null, false, false);
        this.explanation = explanation;
    }

    public Explanation explanation() {
        return explanation;
    }

    /** The same with one more member in its explanation. */
    public abstract DomainException with(String member, Object value);
}
