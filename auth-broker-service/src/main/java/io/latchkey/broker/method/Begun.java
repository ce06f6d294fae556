package io.latchkey.broker.method;

import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.Secret;
import org.jspecify.annotations.Nullable;

/** The start of an authorization by a method. */
public record Begun(NextStep next, Kept kept) {
    /**
     * Data that the method needs when the browser returns.
     *
     * @param secret held encrypted until then
     * @param client the client whose id was sent to the provider; null if the method has no client
     */
    public record Kept(Secret secret, @Nullable ClientRef client) {}
}
