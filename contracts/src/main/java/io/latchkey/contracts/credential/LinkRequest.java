package io.latchkey.contracts.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.latchkey.contracts.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Body of the broker's {@code POST /internal/v1/authorizations/{id}/links}: mint a new link; the old one is void.
 *
 * @param principal who asks; the one that began the authorization frees it from the browser that was bound to it, any
 *     other gets 403. Null, from an older connection-service: it stays bound.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LinkRequest(
        UUID connectionId, String tenant, @Nullable Principal principal) {}
