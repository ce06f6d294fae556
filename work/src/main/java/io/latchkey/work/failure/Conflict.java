package io.latchkey.work.failure;

/** The request is valid, but does not fit the present state. */
public final class Conflict extends DomainException {
    private static final long serialVersionUID = 1;

    public Conflict(String type, String detail, String remedy) {
        this(Explanation.of(type, "Conflict", detail).remedy(remedy));
    }

    public Conflict(Explanation explanation) {
        super(explanation);
    }

    @Override
    public Conflict with(String member, Object value) {
        return new Conflict(explanation().with(member, value));
    }
}
