package io.latchkey.contracts.probe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.latchkey.contracts.TenantId;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** Body of the broker's {@code POST /internal/v1/probes}. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProbeRequest(
        @NotNull UUID connectionId, @TenantId String tenant) {}
