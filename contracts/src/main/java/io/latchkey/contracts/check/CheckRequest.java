package io.latchkey.contracts.check;

import io.latchkey.contracts.connection.ConnectionView;

/**
 * Body of the verifier's {@code POST /internal/v1/checks}: look at this connection now. The view is taken in as if the
 * feed had brought it.
 */
public record CheckRequest(ConnectionView connection, long sequence) {}
