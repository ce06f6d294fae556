package io.latchkey.broker.consent.response;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.contracts.credential.AuthorizationStatus;
import java.time.Instant;
import java.util.UUID;

/** A consent that a program has given: what a browser would carry to {@code returnUrl}. */
record ConsentView(
        @JsonPropertyDescription("Id of the connection") UUID connectionId,

        @JsonPropertyDescription("Id of the authorization") UUID authorizationId,

        @JsonPropertyDescription("consented: the credential is held until the authorization is completed")
        AuthorizationStatus status,

        @JsonPropertyDescription("Completes the authorization, once, as the code in the redirect to returnUrl does")
        String code,

        @JsonPropertyDescription("When the code expires, and the credential is discarded")
        Instant expiresAt) {
    /** The code opens nothing without the token of the principal, but is nothing to log. */
    @Override
    public String toString() {
        return "ConsentView[authorizationId=" + authorizationId + "]";
    }
}
