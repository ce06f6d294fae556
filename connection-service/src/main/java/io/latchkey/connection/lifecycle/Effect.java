package io.latchkey.connection.lifecycle;

import com.fasterxml.jackson.annotation.JsonValue;

/** What became of a fact. Only {@link #APPLIED} changes the connection. */
public enum Effect {
    APPLIED("applied"),
    /** Older than what is known. */
    OUTDATED("outdated"),
    /** Says only what is known already. */
    DUPLICATE("duplicate"),
    /** Of a generation that is not known yet: the fact that begins it is still on its way, and later looks will tell. */
    PREMATURE("premature");

    private final String code;

    Effect(String code) {
        this.code = code;
    }

    @JsonValue
    public String code() {
        return code;
    }
}
