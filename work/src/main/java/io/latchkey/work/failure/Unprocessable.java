package io.latchkey.work.failure;

/** The request is valid in itself, but contradicts an earlier one. */
public final class Unprocessable extends DomainException {
    private static final long serialVersionUID = 1;

    public Unprocessable(String type, String title, String field, String detail, String remedy) {
        this(Explanation.of(type, title, detail).field(field).remedy(remedy));
    }

    public Unprocessable(Explanation explanation) {
        super(explanation);
    }

    @Override
    public Unprocessable with(String member, Object value) {
        return new Unprocessable(explanation().with(member, value));
    }
}
