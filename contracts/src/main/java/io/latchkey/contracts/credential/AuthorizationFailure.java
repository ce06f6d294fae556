package io.latchkey.contracts.credential;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Why an authorization ended without success: a closed, documented list. Each refines one {@link AuthorizationStatus},
 * and says what happened and what to do next.
 */
public enum AuthorizationFailure {
    ACCESS_DENIED(
            "access_denied",
            AuthorizationStatus.ACCESS_DENIED,
            "The user did not grant access.",
            "Start another authorization when the user wants to grant access."),
    ACCOUNT_CHANGED(
            "account_changed",
            AuthorizationStatus.ACCOUNT_CHANGED,
            "The user consented with another account than that of the connection, or the provider does not identify the"
                    + " account. The connection has not changed.",
            "Let the user sign out at the provider, then start another authorization. To accept another account, set"
                    + " accountChangeAllowed; to connect both accounts, create another connection."),
    SUPERSEDED(
            "superseded",
            AuthorizationStatus.SUPERSEDED,
            "Another authorization of the connection was completed first.",
            "No action is required: the connection uses the other authorization."),
    LINK_EXPIRED(
            "link_expired",
            AuthorizationStatus.EXPIRED,
            "The link expired before anyone pressed Continue.",
            "Start another authorization."),
    CONSENT_EXPIRED(
            "consent_expired",
            AuthorizationStatus.EXPIRED,
            "The user pressed Continue, but did not finish the consent in time.",
            "Start another authorization."),
    CODE_EXPIRED(
            "code_expired",
            AuthorizationStatus.EXPIRED,
            "The user consented, but nobody completed the authorization in time.",
            "Start another authorization, and complete it as soon as the browser reaches returnUrl."),
    PROVIDER_ERROR(
            "provider_error",
            AuthorizationStatus.PROVIDER_ERROR,
            "The provider reported an error.",
            "Start another authorization in a few minutes."),
    WRONG_ISSUER(
            "wrong_issuer",
            AuthorizationStatus.PROVIDER_ERROR,
            "The response did not come from the provider, so it was ignored.",
            "Start another authorization. If it happens again, contact the operators of Latchkey."),
    UNEXPECTED_VALUE(
            "unexpected_value",
            AuthorizationStatus.PROVIDER_ERROR,
            "The response named a server or an account in a form that the provider does not use, so it was ignored.",
            "Start another authorization. If it happens again, contact the operators of Latchkey."),
    REFUSED_TOO_OFTEN(
            "refused_too_often",
            AuthorizationStatus.PROVIDER_ERROR,
            "The provider refused what the user entered five times.",
            "Let the user check at the provider which value is valid, then start another authorization."),
    EXCHANGE_FAILED(
            "exchange_failed",
            AuthorizationStatus.PROVIDER_ERROR,
            "The user consented, but the provider issued no credential.",
            "Start another authorization in a few minutes."),
    PROVIDER_NOT_CALLED(
            "provider_not_called",
            AuthorizationStatus.PROVIDER_ERROR,
            "The user consented, but the host of the provider has an internal address, to which Latchkey does not connect.",
            "Ask the operator to allow the host, then start another authorization."),
    IDENTITY_UNKNOWN(
            "identity_unknown",
            AuthorizationStatus.PROVIDER_ERROR,
            "The user consented, but the provider did not identify the account.",
            "Start another authorization in a few minutes."),
    CLOSED(
            "closed",
            AuthorizationStatus.CLOSED,
            "The connection was deleted.",
            "Create another connection if it is still needed.");

    private final String code;
    private final AuthorizationStatus status;
    private final String detail;
    private final String remedy;

    AuthorizationFailure(String code, AuthorizationStatus status, String detail, String remedy) {
        this.code = code;
        this.status = status;
        this.detail = detail;
        this.remedy = remedy;
    }

    /** The stable name in JSON. */
    @JsonValue
    public String code() {
        return code;
    }

    /** The status of an authorization that ended for this reason. */
    public AuthorizationStatus status() {
        return status;
    }

    /** What happened. */
    public String detail() {
        return detail;
    }

    /** What to do next. */
    public String remedy() {
        return remedy;
    }
}
