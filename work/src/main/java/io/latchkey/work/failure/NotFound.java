package io.latchkey.work.failure;

/** The requested object does not exist in the tenant of the caller. */
public final class NotFound extends DomainException {
    private static final long serialVersionUID = 1;

    public NotFound(String what) {
        this(what, "Check the id, and the tenant that the request acts for.");
    }

    public NotFound(String what, String remedy) {
        this(Explanation.of("not-found", "Not found", "There is no such " + what + ".")
                .remedy(remedy));
    }

    public NotFound(Explanation explanation) {
        super(explanation);
    }

    @Override
    public NotFound with(String member, Object value) {
        return new NotFound(explanation().with(member, value));
    }
}
