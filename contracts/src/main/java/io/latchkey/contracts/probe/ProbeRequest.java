package io.latchkey.contracts.probe;

import java.util.UUID;

/** Body of the broker's {@code POST /internal/v1/probes}. */
public record ProbeRequest(UUID connectionId, String tenant) {}
