package io.latchkey.contracts.credential;

import java.util.UUID;

/** Body of the broker's {@code POST /internal/v1/authorizations/{id}/links}: mint a new link; the old one is void. */
public record LinkRequest(UUID connectionId, String tenant) {}
