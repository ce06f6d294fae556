package io.latchkey.work.failure;

/** A value in the request is wrong in itself. */
public final class Invalid extends DomainException {
    private static final long serialVersionUID = 1;

    public Invalid(String field, String detail, String remedy) {
        this("invalid-request", "Invalid request", field, detail, remedy);
    }

    /** For a kind of invalid value that programs must recognise. */
    public Invalid(String type, String title, String field, String detail, String remedy) {
        this(Explanation.of(type, title, detail).field(field).remedy(remedy));
    }

    public Invalid(Explanation explanation) {
        super(explanation);
    }

    @Override
    public Invalid with(String member, Object value) {
        return new Invalid(explanation().with(member, value));
    }
}
