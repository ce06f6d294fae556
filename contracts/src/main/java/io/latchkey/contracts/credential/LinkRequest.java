package io.latchkey.contracts.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.latchkey.contracts.Principal;
import io.latchkey.contracts.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Body of the broker's {@code POST /internal/v1/authorizations/{id}/links}: create a new link; the previous one becomes
 * invalid.
 *
 * @param principal the caller; if it started the authorization, the authorization is released from its browser,
 *     otherwise the response is 403. Null from an older connection-service: the authorization stays bound.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LinkRequest(
        @NotNull UUID connectionId,
        @TenantId String tenant,
        @Valid @Nullable Principal principal) {}
