package io.latchkey.connection.authorization;

import io.latchkey.contracts.credential.AuthorizationOffer;
import java.time.Instant;
import java.util.UUID;

/**
 * An authorization that waits for consent.
 *
 * @param url opens the connect page; shown once, for its token is stored as a hash only
 * @param expiresAt when the link ends
 */
public record AuthorizationLink(UUID id, String url, Instant expiresAt) {
    public static AuthorizationLink of(AuthorizationOffer offer) {
        return new AuthorizationLink(offer.authorizationId(), offer.url(), offer.expiresAt());
    }
}
