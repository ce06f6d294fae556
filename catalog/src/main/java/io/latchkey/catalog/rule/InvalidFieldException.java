package io.latchkey.catalog.rule;

import java.util.List;

/** A field of a catalog entry has a value that it must not have. */
public final class InvalidFieldException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String field;
    private final String fault;
    private final transient List<String> others;

    /**
     * @param field its path from the object that was checked, for example {@code url} or {@code modules.0.permissions}
     * @param fault what is wrong, as a sentence that the field begins
     */
    public InvalidFieldException(String field, String fault) {
        this(field, fault, List.of());
    }

    /** @param others the lists of the same object to whose ids the value refers */
    public InvalidFieldException(String field, String fault, List<String> others) {
        super(fault);
        this.field = field;
        this.fault = fault;
        this.others = List.copyOf(others);
    }

    public String field() {
        return field;
    }

    @Override
    public String getMessage() {
        return fault;
    }

    public List<String> others() {
        return others;
    }
}
