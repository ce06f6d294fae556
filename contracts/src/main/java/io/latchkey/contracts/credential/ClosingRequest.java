package io.latchkey.contracts.credential;

import java.util.UUID;

/**
 * Body of the broker's {@code POST /internal/v1/closings}: the connection is deleted.
 *
 * @param force revoke at the provider even where that ends a sibling
 */
public record ClosingRequest(UUID connectionId, String tenant, boolean force) {}
