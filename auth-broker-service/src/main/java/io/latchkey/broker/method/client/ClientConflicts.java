package io.latchkey.broker.method.client;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.catalog.form.ClientValue;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.Explanation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an operator must do before anyone can authorize with a method that needs a client.
 *
 * @param needs what the client needs at the provider, after the words "a client"
 */
public record ClientConflicts(AuthMethod method, String needs) {
    /** For a method whose client needs a redirect URI. */
    public static ClientConflicts withRedirectUri(AuthMethod method, String redirectUri) {
        return new ClientConflicts(method, "with the redirect URI " + redirectUri);
    }

    /** The conflict if people choose the server to which the secret of the client would be sent. */
    public Optional<Conflict> perHost() {
        return method.provider().hostOf(method.spec().id()).isPresent()
                ? Optional.of(needsClientPerHost())
                : Optional.empty();
    }

    private Conflict needsClientPerHost() {
        return new Conflict(
                        "client-per-host",
                        "Users of " + name()
                                + " name their own host, and a client of this installation belongs to one host only.",
                        "Use another authentication method of the provider.")
                .with(Explanation.FIELD, "provider");
    }

    public Conflict notConfigured() {
        return new Conflict(
                        "provider-not-configured",
                        "No client is registered at " + name() + " yet.",
                        "Ask the operator to create a client at " + name() + " " + needs
                                + ", and to PUT it to /v1/providers/"
                                + method.provider().id() + "/client.")
                .with(Explanation.FIELD, "provider");
    }

    /** Fails with a {@link Conflict} if the client lacks values that requests to the API carry. */
    public void requireValues(List<ClientValue> missing) {
        if (!missing.isEmpty()) {
            throw incomplete(missing);
        }
    }

    private Conflict incomplete(List<ClientValue> missing) {
        var named = missing.stream()
                .map(value -> value.label() + " (" + value.id() + ")")
                .collect(Collectors.joining(", "));
        return new Conflict(
                        "client-incomplete",
                        "The client at " + name() + " lacks values that requests to its API carry: " + named + ".",
                        "Ask the operator to PUT the client with these values to /v1/providers/"
                                + method.provider().id() + "/client.")
                .with(Explanation.FIELD, "provider")
                .with("missing", missing.stream().map(ClientValue::id).toList());
    }

    public Conflict originUnconfirmed() {
        return new Conflict(
                        "origin-unconfirmed",
                        name() + "'s URLs have changed in the catalog, and no operator has confirmed the new origin.",
                        "Ask the operator to check the new origin and POST it to /v1/providers/"
                                + method.provider().id() + "/origin-confirmations?method="
                                + method.spec().id() + ".")
                .with(Explanation.FIELD, "provider");
    }

    private String name() {
        return method.provider().name();
    }
}
