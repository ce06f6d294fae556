package io.latchkey.broker.provider;

import io.latchkey.broker.method.client.ClientValues;
import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.form.ClientValue;
import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds out at which providers new authorizations of a tenant have a client. It reads a client only where the catalog
 * declares further values of it.
 */
@ApplicationScoped
class RegisteredClients {
    private final ClientStore clients;

    RegisteredClients(ClientStore clients) {
        this.clients = clients;
    }

    /** The providers at which one registrant has a client. */
    private record At(Registrant registrant, SortedSet<String> providers) {}

    /**
     * The registrants whose clients serve a caller, by precedence.
     *
     * @param isKnown false while Vault is unavailable
     * @param missing ids of the values that a client lacks, by provider
     */
    record Serving(boolean isKnown, List<At> registrants, Map<String, List<String>> missing) {
        /** The registrant of the client that new authorizations at {@code provider} use. */
        Optional<Registrant> at(String provider) {
            return registrants.stream()
                    .filter(registered -> registered.providers.contains(provider))
                    .map(At::registrant)
                    .findFirst();
        }

        /** The ids of the values that the client at {@code provider} lacks. */
        List<String> missing(String provider) {
            return missing.getOrDefault(provider, List.of());
        }

        /** Whether {@code provider} has a client with all values; null while that is not known. */
        @Nullable
        Boolean configured(String provider) {
            return isKnown ? at(provider).isPresent() && missing(provider).isEmpty() : null;
        }

        Serving lacking(Map<String, List<String>> values) {
            return new Serving(isKnown, registrants, values);
        }
    }

    /** The clients for {@code tenant} at these providers; without a tenant, those of the installation. */
    Uni<Serving> of(Optional<String> tenant, Collection<Provider> providers) {
        return found(Registrant.INSTALLATION)
                .chain(shared -> tenant.map(id -> found(Registrant.tenant(id)).map(own -> List.of(own, shared)))
                        .orElseGet(() -> Uni.createFrom().item(List.of(shared))))
                .map(registrants -> new Serving(true, registrants, Map.of()))
                .chain(serving -> missing(serving, providers).map(serving::lacking))
                .onFailure(Unavailable.class)
                .recoverWithItem(() -> new Serving(false, List.of(), Map.of()));
    }

    private Uni<Map<String, List<String>>> missing(Serving serving, Collection<Provider> providers) {
        return Multi.createFrom()
                .iterable(providers)
                .filter(provider -> !provider.clientValues().isEmpty())
                .onItem()
                .transformToUniAndConcatenate(
                        provider -> missing(serving, provider).map(values -> Map.entry(provider.id(), values)))
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Uni<List<String>> missing(Serving serving, Provider provider) {
        return serving.at(provider.id())
                .map(registrant -> clients.read(registrant, provider.id()))
                .map(client -> client.map(found ->
                        found.map(registered -> ClientValues.missing(provider, registered)).orElse(List.of()).stream()
                                .map(ClientValue::id)
                                .toList()))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    private Uni<At> found(Registrant registrant) {
        return clients.providers(registrant).map(providers -> new At(registrant, new TreeSet<>(providers)));
    }
}
