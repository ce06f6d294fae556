package io.latchkey.catalog.error;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import org.jspecify.annotations.Nullable;

/** What an error code means. Those with a reason end the grant: a person must act. */
public enum ErrorMeaning {
    REFUSED(Outcome.PERMANENT, Reason.REFUSED),
    REVOKED(Outcome.PERMANENT, Reason.REVOKED),
    EXPIRED(Outcome.PERMANENT, Reason.EXPIRED),
    ACCOUNT_DISABLED(Outcome.PERMANENT, Reason.ACCOUNT_DISABLED),
    INTERACTION_REQUIRED(Outcome.PERMANENT, Reason.INTERACTION_REQUIRED),
    CONSENT_REQUIRED(Outcome.PERMANENT, Reason.CONSENT_REQUIRED),
    PASSWORD_CHANGED(Outcome.PERMANENT, Reason.PASSWORD_CHANGED),
    INACTIVE(Outcome.PERMANENT, Reason.INACTIVE),
    POLICY(Outcome.PERMANENT, Reason.POLICY),
    /**
     * What a 401 of an API is: it ends nothing by itself. Token endpoints are sent no access token, so there it says
     * nothing.
     */
    TOKEN_INVALID(Outcome.SUSPECT, null),
    INSUFFICIENT(Outcome.INSUFFICIENT, null),
    LIMITED(Outcome.LIMITED, null),
    OPERATOR_FAULT(Outcome.OPERATOR_FAULT, null),
    THROTTLED(Outcome.THROTTLED, null),
    TRANSIENT(Outcome.TRANSIENT, null);

    private final Outcome outcome;
    private final @Nullable Reason reason;

    ErrorMeaning(Outcome outcome, @Nullable Reason reason) {
        this.outcome = outcome;
        this.reason = reason;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** Null unless the outcome is {@link Outcome#PERMANENT}. */
    public @Nullable Reason reason() {
        return reason;
    }
}
