package io.latchkey.contracts.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.latchkey.contracts.connection.ConnectionView;

/**
 * Body of the verifier's {@code POST /internal/v1/checks}: check this connection now. The view is applied like a record
 * of the feed.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CheckRequest(ConnectionView connection, long sequence) {}
