package io.latchkey.contracts.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.latchkey.contracts.TenantId;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * Body of the broker's {@code POST /internal/v1/closings}: the connection is deleted.
 *
 * @param force revoke at the provider even if that ends a sibling
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClosingRequest(
        @NotNull UUID connectionId, @TenantId String tenant, boolean force) {}
