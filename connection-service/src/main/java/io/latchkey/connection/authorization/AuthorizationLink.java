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

        @JsonPropertyDescription("When the link expires") Instant expiresAt) {
    public static AuthorizationLink of(AuthorizationOffer offer) {
        return new AuthorizationLink(offer.authorizationId(), offer.url(), offer.expiresAt());
    }
}
