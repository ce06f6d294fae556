package io.latchkey.work.failure;

/** The requested object does not exist in the tenant of the caller. */
public final class NotFound extends DomainException {
    private static final long serialVersionUID = 1;

    public NotFound(String what) {
        this(Explanation.of("not-found", "Not found", "There is no such " + what + "."));
    }

    public NotFound(String what, String remedy) {
        this(new NotFound(what).explanation().remedy(remedy));
    }

    public NotFound(Explanation explanation) {
        super(explanation);
    }

    @Override
    public NotFound with(String member, Object value) {
        return new NotFound(explanation().with(member, value));
    }
}
