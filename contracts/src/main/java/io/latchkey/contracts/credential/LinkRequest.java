package io.latchkey.contracts.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.UUID;

/** Body of the broker's {@code POST /internal/v1/authorizations/{id}/links}: mint a new link; the old one is void. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LinkRequest(UUID connectionId, String tenant) {}
