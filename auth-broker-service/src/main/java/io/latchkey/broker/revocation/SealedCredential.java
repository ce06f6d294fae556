package io.latchkey.broker.revocation;

import java.util.UUID;

/**
 * A credential as ciphertext, and what must be known of it without opening it.
 *
 * @param authorizationId the ciphertext is bound to it
 */
public record SealedCredential(UUID authorizationId, String provider, String clientId, String ciphertext) {}
