package io.latchkey.catalog.rule;

/** A field of a catalog entry has a value that it must not have. */
public final class InvalidFieldException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String field;
    private final String fault;

    /**
     * @param field its path from the object that was checked, for example {@code url} or {@code modules.0.permissions}
     * @param fault what is wrong, as a sentence that the field begins
     */
    public InvalidFieldException(String field, String fault) {
        super(fault);
        this.field = field;
        this.fault = fault;
    }

    public String field() {
        return field;
    }

    @Override
    public String getMessage() {
        return fault;
    }
}
