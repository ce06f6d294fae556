package io.latchkey.contracts.credential;

import com.fasterxml.jackson.annotation.JsonValue;

/** Status of an authorization; also the parameter {@code status} of the {@code returnUrl}. */
public enum AuthorizationStatus {
    /** The link was created. */
    CREATED("created"),
    /** A browser pressed <em>Continue</em>. */
    STARTED("started"),
    /** The user consented; the code was not redeemed yet. */
    CONSENTED("consented"),
    COMPLETED("completed"),
    /** The user or the provider refused. */
    ACCESS_DENIED("access_denied"),
    /** The account differs from the current one. */
    ACCOUNT_CHANGED("account_changed"),
    /** Another authorization was completed first. */
    SUPERSEDED("superseded"),
    /** Not opened, continued or redeemed in time. */
    EXPIRED("expired"),
    /** The provider failed or sent an invalid response. */
    PROVIDER_ERROR("provider_error"),
    /** The connection was deleted meanwhile. */
    CLOSED("closed");

    private final String code;

    AuthorizationStatus(String code) {
        this.code = code;
    }

    @JsonValue
    public String code() {
        return code;
    }

    /** Whether the status is final. */
    public boolean ended() {
        return compareTo(COMPLETED) >= 0;
    }
}
