package io.latchkey.contracts.credential;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where an authorization stands; also the {@code status} that the browser carries to the {@code returnUrl}. */
public enum AuthorizationStatus {
    /** The link was minted. */
    CREATED("created"),
    /** A browser pressed <em>Continue</em>. */
    STARTED("started"),
    /** Consent was given; the code waits to be redeemed. */
    CONSENTED("consented"),
    COMPLETED("completed"),
    /** The person or the provider refused. */
    ACCESS_DENIED("access_denied"),
    /** Another account than the one on record. */
    ACCOUNT_CHANGED("account_changed"),
    /** Another authorization was completed first. */
    SUPERSEDED("superseded"),
    /** Not opened, continued or redeemed in time. */
    EXPIRED("expired"),
    /** The provider failed or answered nonsense. */
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

    /** Whether nothing can follow. */
    public boolean ended() {
        return compareTo(COMPLETED) >= 0;
    }
}
