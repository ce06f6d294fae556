package io.latchkey.connection.lifecycle;

import com.fasterxml.jackson.annotation.JsonValue;

/** The effect of a fact on a connection. Only {@link #APPLIED} changes the connection. */
public enum Effect {
    APPLIED("applied"),
    /** The fact is older than what is known. */
    OUTDATED("outdated"),
    /** The fact contains only what is already known. */
    DUPLICATE("duplicate"),
    /**
     * The fact belongs to a generation that is not known yet. The fact that begins the generation has not arrived;
     * later checks report the result again.
     */
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
