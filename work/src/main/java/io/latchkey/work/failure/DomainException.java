package io.latchkey.work.failure;

/**
 * Why a use case refuses a request. The subclass is the kind of reason, for code; the {@link Explanation} is for the
 * caller.
 *
 * <p>It has no stack trace, since it is an expected result, and traces would fill the log while a server is down.
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
