package io.latchkey.work.failure;

/** The caller may not do this. */
public final class Forbidden extends DomainException {
    private static final long serialVersionUID = 1;

    public Forbidden(String type, String detail, String remedy) {
        this(Explanation.of(type, "Forbidden", detail).remedy(remedy));
    }

    public Forbidden(Explanation explanation) {
        super(explanation);
    }

    @Override
    public Forbidden with(String member, Object value) {
        return new Forbidden(explanation().with(member, value));
    }
}
