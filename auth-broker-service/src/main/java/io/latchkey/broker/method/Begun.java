package io.latchkey.broker.method;

import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import org.jspecify.annotations.Nullable;

/** The start of an authorization by a method. */
public record Begun(NextStep next, Kept kept) {
    /**
     * Data that the method needs when the browser returns.
     *
     * @param secret held encrypted until then
     * @param client the client whose id was sent to the provider; null if the method has no client
     * @param ownClient the same client with its secret, if the user entered it; held encrypted until then
     */
    public record Kept(
            Secret secret,
            @Nullable ClientRef client,
            @Nullable ProviderClient ownClient) {
        /** For a method without a client, and for a registered client. */
        public Kept(Secret secret, @Nullable ClientRef client) {
            this(secret, client, null);
        }
    }
}
