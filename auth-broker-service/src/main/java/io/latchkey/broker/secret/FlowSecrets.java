package io.latchkey.broker.secret;

import org.jspecify.annotations.Nullable;

/**
 * The secrets that a flow holds encrypted until its response.
 *
 * @param method what the authentication method needs then
 * @param ownClient the client that the user entered; null: none
 */
public record FlowSecrets(Secret method, @Nullable ProviderClient ownClient) {}
