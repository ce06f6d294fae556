package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.stream.Stream;

/** Outcome of a probe or check. Only {@link #PERMANENT} can change a connection's state. */
public enum Outcome {
    OK("ok"),
    /** The grant no longer works; a user must authorize again. */
    PERMANENT("permanent"),
    /**
     * The provider refused the access token with a 401, or with an equivalent code, and not with a code that is
     * documented as final. This may be a fault of the provider: {@link #PERMANENT} follows only if it keeps refusing.
     */
    SUSPECT("suspect"),
    /** Time-out, 5xx, DNS failure: the state of the grant is unknown. */
    TRANSIENT("transient"),
    /** The provider limits the rate of requests. */
    THROTTLED("throttled"),
    /** The grant works, but lacks a permission. */
    INSUFFICIENT("insufficient"),
    /** The grant works, the account is limited (licence, payment, missing resource). */
    LIMITED("limited"),
    /** The provider offers no request that would tell whether the credential works, so none was sent. */
    NOT_VERIFIABLE("not_verifiable"),

    /** Latchkey's own client at the provider is at fault; no connection is flagged for it. */
    OPERATOR_FAULT("operator_fault"),
    /** No conclusion is possible; also an outcome of a newer release that this one does not know. */
    @JsonEnumDefaultValue
    UNKNOWN("unknown");

    private final String code;

    Outcome(String code) {
        this.code = code;
    }

    /** By the name of the constant; {@link #UNKNOWN} if this release has no such constant. */
    public static Outcome named(String name) {
        return Stream.of(values())
                .filter(outcome -> outcome.name().equals(name))
                .findFirst()
                .orElse(UNKNOWN);
    }

    @JsonValue
    public String code() {
        return code;
    }
}
