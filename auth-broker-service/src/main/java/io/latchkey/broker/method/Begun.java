package io.latchkey.broker.method;

import io.latchkey.broker.secret.Secret;
import org.jspecify.annotations.Nullable;

/** An authorization that a method has begun. */
public record Begun(NextStep next, Kept kept) {
    /**
     * What the method needs when the browser is back.
     *
     * @param secret held encrypted until then
     * @param clientId the client that the provider was told; null where the method has none
     */
    public record Kept(Secret secret, @Nullable String clientId) {}
}
