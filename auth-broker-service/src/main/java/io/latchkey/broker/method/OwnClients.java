package io.latchkey.broker.method;

import io.latchkey.broker.method.NextStep.Form;
import io.latchkey.broker.secret.Secret;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Clients at the provider that users enter, each for one connection. */
public interface OwnClients {
    /** The fields with which a person enters a client. */
    Form form();

    /** The redirect URI that the person registers at the provider; null if the method has none. */
    @Nullable
    String redirectUri();

    /** Why {@code response} contains no usable client. */
    Optional<Refusal> refusal(BrowserResponse response);

    /**
     * Begins an authorization with the client in a response that is not refused. Fails with a
     * {@link io.latchkey.broker.upstream.failure.ProviderException} if the provider must take part and does not.
     *
     * @param permissions all permissions to request
     * @param state value that the response of the provider must return
     */
    Uni<Begun> begin(BrowserResponse response, List<String> permissions, Secret state);
}
