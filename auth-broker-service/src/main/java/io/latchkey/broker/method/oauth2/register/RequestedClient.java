package io.latchkey.broker.method.oauth2.register;

import io.latchkey.broker.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What an operator requests.
 *
 * @param name that the provider shows to users
 * @param scope scopes that the client may request, separated by spaces; null: the provider decides. Some servers register
 *     all of their scopes by default, and refuse {@code openid} here; others require it
 * @param initialAccessToken null if the provider requires none
 */
public record RequestedClient(
        String name, @Nullable String scope, @Nullable Secret initialAccessToken) {}
