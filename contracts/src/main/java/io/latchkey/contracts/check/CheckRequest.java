package io.latchkey.contracts.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.latchkey.contracts.connection.ConnectionView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Body of the verifier's {@code POST /internal/v1/checks}: check this connection now. The view is applied like a record
 * of the feed.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CheckRequest(
        @NotNull @Valid ConnectionView connection,

        @Min(value = 1, message = "is below {value}. Send the connection's current sequence.")
        long sequence) {}
