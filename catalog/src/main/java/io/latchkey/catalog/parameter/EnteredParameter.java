package io.latchkey.catalog.parameter;

import org.jspecify.annotations.Nullable;

/** A parameter that the request for a connection names, or a person enters on the connect page. */
public sealed interface EnteredParameter extends Parameter permits TextParameter, ChoiceParameter {
    /** Above the field of the form. */
    String label();

    /** Below the field: where to find the value; null: nothing. */
    @Nullable
    String help();

    /** A value that the parameter accepts; null: none is shown. */
    @Nullable
    String example();

    /** Whether {@code value} can be the value of a connection. */
    boolean accepts(String value);

    /** What a value must be, as a clause that continues "The value must ...". */
    String rule();

    @Override
    default Step known() {
        return Step.AUTHORIZATION;
    }
}
