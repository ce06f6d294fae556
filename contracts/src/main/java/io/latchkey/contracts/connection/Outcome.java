package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.stream.Stream;

/** What a probe or a check found. Only {@link #PERMANENT} may change a connection's state. */
public enum Outcome {
    OK("ok"),
    /** This grant will not work again; a person must act. */
    PERMANENT("permanent"),
    /**
     * The provider refused the access token with a 401, or with a code that means the same, and gave no reason that is
     * documented as final. This may be a fault of the provider: {@link #PERMANENT} follows only if it keeps refusing.
     */
    SUSPECT("suspect"),
    /** Time-out, 5xx, DNS: says nothing about the grant. */
    TRANSIENT("transient"),
    /** The provider asked us to slow down. */
    THROTTLED("throttled"),
    /** The grant works, but lacks a permission. */
    INSUFFICIENT("insufficient"),
    /** The grant works, the account is limited (licence, payment, missing resource). */
    LIMITED("limited"),
    /** The provider offers no request that would tell whether the credential works, so none was sent. */
    NOT_VERIFIABLE("not_verifiable"),

    /** Latchkey's own client at the provider is at fault; no connection is flagged for it. */
    OPERATOR_FAULT("operator_fault"),
    /** Nothing can be concluded; also what a newer release found that this one does not know. */
    @JsonEnumDefaultValue
    UNKNOWN("unknown");

    private final String code;

    Outcome(String code) {
        this.code = code;
    }

    /** By its constant's name; {@link #UNKNOWN} if this release has none of that name. */
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
