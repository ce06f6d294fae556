package io.latchkey.broker.consent;

import io.latchkey.broker.secret.OneTimeToken;
import java.time.Instant;

/** The link to an authorization's page: its token, and the time at which it expires. */
public record Link(OneTimeToken token, Instant expiresAt) {}
