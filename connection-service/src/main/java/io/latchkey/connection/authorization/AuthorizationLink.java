package io.latchkey.connection.authorization;

import io.latchkey.contracts.credential.AuthorizationOffer;
import java.time.Instant;
import java.util.UUID;

/**
 * An authorization that waits for consent.
 *
 * @param url opens the connect page; returned once, because only a hash of its token is stored
 * @param expiresAt when the link expires
 */
public record AuthorizationLink(UUID id, String url, Instant expiresAt) {
    public static AuthorizationLink of(AuthorizationOffer offer) {
        return new AuthorizationLink(offer.authorizationId(), offer.url(), offer.expiresAt());
    }
}
