package io.latchkey.broker.consent;

import io.latchkey.broker.secret.OneTimeToken;
import java.time.Instant;

/** The link that opens an authorization's page, by its token, until it expires. */
public record Link(OneTimeToken token, Instant expiresAt) {}
