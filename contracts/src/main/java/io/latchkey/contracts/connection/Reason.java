package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.stream.Stream;

/**
 * Why a connection needs a reauthorization: a closed, documented list. Each text says what happened and what to do. A
 * reason of a newer release is read as {@link #UNKNOWN}.
 */
public enum Reason {
    @JsonEnumDefaultValue
    UNKNOWN("unknown", "The grant can no longer be used. Reauthorize the connection."),
    EXPIRED("expired", "The grant has expired. Reauthorize the connection."),
    REFUSED("refused", "The provider no longer accepts this grant. Reauthorize the connection."),
    REVOKED("revoked", "Access was withdrawn at the provider. Reauthorize the connection if you still need it."),
    ACCOUNT_DISABLED(
            "account_disabled",
            "The account is disabled at the provider. Enable it there, then reauthorize the connection."),
    INTERACTION_REQUIRED(
            "interaction_required", "The provider requires its user to sign in again. Reauthorize the connection."),
    CONSENT_REQUIRED(
            "consent_required",
            "The provider requires consent again, or the consent of an administrator. Reauthorize the connection."),
    PASSWORD_CHANGED(
            "password_changed",
            "The account's password was changed or has expired, so the provider ended the grant. Reauthorize the connection."),
    INACTIVE(
            "inactive",
            "The provider ended the grant because it was not used for too long. Reauthorize the connection."),
    POLICY(
            "policy",
            "A policy of the account's organization blocks access. Ask its administrator, then reauthorize the connection."),
    REFRESH_IN_DOUBT(
            "refresh_in_doubt",
            "The response to a refresh was lost or unreadable, and the access token has expired. The new"
                    + " refresh token is unknown. Reauthorize the connection."),
    REFRESH_REJECTED(
            "refresh_rejected",
            "The provider has rejected every refresh of this connection for at least an hour, but not those of other connections."
                    + " Reauthorize the connection.");

    private final String code;
    private final String advice;

    Reason(String code, String advice) {
        this.code = code;
        this.advice = advice;
    }

    /** By the name of the constant; {@link #UNKNOWN} if this release has no such constant. */
    public static Reason named(String name) {
        return Stream.of(values())
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** The stable name in JSON. */
    @JsonValue
    public String code() {
        return code;
    }

    /** One or two sentences for the user who must act. */
    public String advice() {
        return advice;
    }

    /**
     * Whether the provider itself ended the grant, so that even a valid access token must not be served. True for an
     * unknown reason.
     */
    public boolean endsAccessAtOnce() {
        return this == REFUSED
                || this == REVOKED
                || this == ACCOUNT_DISABLED
                || this == PASSWORD_CHANGED
                || this == INACTIVE
                || this == UNKNOWN;
    }
}
