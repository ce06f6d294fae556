package io.latchkey.broker.method.oauth1;

import io.latchkey.broker.method.client.ClientSecrets;
import io.latchkey.broker.method.endpoint.ProbeEndpoint;
import io.latchkey.broker.secret.OAuth1Token;
import io.latchkey.broker.secret.ProviderClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out with which secret of a client to sign requests that others send, because the broker does not see their
 * responses. While the secret is rotated, a probe tries the secrets if none has worked at this replica lately. Without a
 * probe, the last one that worked signs, else the first.
 */
@ApplicationScoped
class SecretTrials {
    private static final Duration LATELY = Duration.ofMinutes(5);
    private static final Duration EVER = Duration.ofDays(3650);

    private final ClientSecrets secrets;
    private final ProbeEndpoint probes;

    /** The probes in progress: several requests for signatures with one token wait for the same. */
    private final Map<OAuth1Token, Uni<Void>> running = new ConcurrentHashMap<>();

    SecretTrials(ClientSecrets secrets, ProbeEndpoint probes) {
        this.secrets = secrets;
        this.probes = probes;
    }

    /** {@code client} with the secret to sign with. */
    Uni<ProviderClient> proven(OAuth1Method method, ProviderClient client, OAuth1Token token) {
        var provider = method.provider().id();
        return secrets.known(provider, client, LATELY)
                .map(known -> Uni.createFrom().item(known))
                .orElseGet(() -> running.computeIfAbsent(token, wanted -> tried(method, wanted))
                        .map(tried -> secrets.known(provider, client, EVER).orElse(client)));
    }

    private Uni<Void> tried(OAuth1Method method, OAuth1Token token) {
        return probes.ask(method, token)
                .replaceWithVoid()
                .onTermination()
                .invoke(() -> running.remove(token))
                .memoize()
                .indefinitely();
    }
}
