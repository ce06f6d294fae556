package io.latchkey.broker.secret;

import java.security.PublicKey;
import java.time.Instant;

/**
 * One version of the key of a client.
 *
 * @param createdAt by the clock of the store
 */
public record PublishedKeyVersion(PublicKey publicKey, Instant createdAt) {}
