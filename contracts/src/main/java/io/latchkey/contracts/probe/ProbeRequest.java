package io.latchkey.contracts.probe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.UUID;

/** Body of the broker's {@code POST /internal/v1/probes}. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProbeRequest(UUID connectionId, String tenant) {}
