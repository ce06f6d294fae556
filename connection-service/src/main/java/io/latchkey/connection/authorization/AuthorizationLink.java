package io.latchkey.connection.authorization;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.contracts.credential.AuthorizationOffer;
import java.time.Instant;
import java.util.UUID;

/** An authorization that waits for consent. */
public record AuthorizationLink(
        @JsonPropertyDescription("Id of the authorization, for its completion")
        UUID id,

        @JsonPropertyDescription(
                "Opens the connect page in the browser of the user. It is returned once: only a hash of its token is stored")
        String url,

        @JsonPropertyDescription("When the link expires") Instant expiresAt,

        @JsonPropertyDescription(
                "Shows the status of the authorization (AuthorizationView) without a bearer token and to scripts of any origin, for a page of"
                        + " the platform that waits for a consent in a popup. It opens nothing else, and stays the same when the"
                        + " authorization gets a new link")
        String statusUrl) {
    public static AuthorizationLink of(AuthorizationOffer offer) {
        return new AuthorizationLink(offer.authorizationId(), offer.url(), offer.expiresAt(), offer.statusUrl());
    }
}
