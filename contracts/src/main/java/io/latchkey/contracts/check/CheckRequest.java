package io.latchkey.contracts.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.latchkey.contracts.connection.ConnectionView;

/**
 * Body of the verifier's {@code POST /internal/v1/checks}: look at this connection now. The view is taken in as if the
 * feed had brought it.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CheckRequest(ConnectionView connection, long sequence) {}
