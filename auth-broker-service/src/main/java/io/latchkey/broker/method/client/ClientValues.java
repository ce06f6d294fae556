package io.latchkey.broker.method.client;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.form.ClientValue;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Adds the values that requests to the API of some providers carry besides the credential, such as a developer token.
 *
 * <ol>
 *   <li>They are those of the client to which the credential was issued, as that client is stored now.
 *   <li>They are read only for an entry that declares some.
 * </ol>
 */
@ApplicationScoped
public class ClientValues {
    private static final Failure MISSING =
            new Failure(Outcome.OPERATOR_FAULT, null, "client_value_missing", null, null);

    private final MethodClients clients;

    ClientValues(MethodClients clients) {
        this.clients = clients;
    }

    /** The declared values that {@code client} lacks. */
    public static List<ClientValue> missing(Provider provider, ProviderClient client) {
        return provider.clientValues().stream()
                .filter(value -> !client.values().containsKey(value.id()))
                .toList();
    }

    /**
     * {@code method} for requests of the broker with the credential {@code document}. Fails with a
     * {@link ProviderException} that reports an operator fault if its client lacks a value.
     */
    public Uni<AuthMethod> required(AuthMethod method, CredentialDocument document) {
        return found(method, document, client -> missing(method.provider(), client)
                        .isEmpty())
                .map(found -> found.orElseThrow(() -> new ProviderException(MISSING)));
    }

    /**
     * {@code method} for a credential that is handed out or revoked. What its client lacks is left out, so that an
     * operator's fault ends no read. Fails with an {@link Unavailable} if the client cannot be read.
     */
    public Uni<AuthMethod> known(AuthMethod method, CredentialDocument document) {
        return found(method, document, client -> true).map(found -> found.orElse(method));
    }

    /** The values as templates need them. */
    public static Map<String, String> texts(Map<String, Secret> values) {
        return values.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, value -> value.getValue().reveal()));
    }

    private Uni<Optional<AuthMethod>> found(
            AuthMethod method, CredentialDocument document, Predicate<ProviderClient> usable) {
        if (method.provider().clientValues().isEmpty() || document.client() == null) {
            return Uni.createFrom().item(Optional.of(method));
        }
        return clients.issuing(method, document)
                .map(client -> client.filter(usable).map(found -> method.with(declared(method.provider(), found))));
    }

    /** Values that the entry no longer declares are not used. */
    private static Map<String, Secret> declared(Provider provider, ProviderClient client) {
        return client.values().entrySet().stream()
                .filter(value -> provider.clientValueIds().contains(value.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
