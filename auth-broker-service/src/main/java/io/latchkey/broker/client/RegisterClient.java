package io.latchkey.broker.client;

import io.latchkey.broker.catalog.CurrentCatalog;
import io.latchkey.broker.client.ClientHolders.Holders;
import io.latchkey.broker.client.key.ClientKeys;
import io.latchkey.broker.refresh.ClientTroubles;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Provider;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.Explanation;
import io.latchkey.work.failure.Invalid;
import io.latchkey.work.failure.NotFound;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Registers the client of the installation or of a tenant at a provider. Credentials can be refreshed and revoked only
 * with the client to which they were issued, so a client that is still in use is neither replaced nor removed unless
 * the caller forces it.
 */
@ApplicationScoped
public class RegisterClient {
    private final CurrentCatalog catalog;
    private final ClientStore clients;
    private final ClientHolders holders;
    private final ClientTroubles troubles;
    private final ClientKeys keys;

    RegisterClient(
            CurrentCatalog catalog,
            ClientStore clients,
            ClientHolders holders,
            ClientTroubles troubles,
            ClientKeys keys) {
        this.catalog = catalog;
        this.clients = clients;
        this.holders = holders;
        this.troubles = troubles;
        this.keys = keys;
    }

    Uni<ProviderClient> find(Registrant registrant, String providerId) {
        return clients.read(registrant, catalog.require(providerId).id())
                .map(registered -> registered.orElseThrow(() -> new NotFound("client", remedy(registrant))));
    }

    private static String remedy(Registrant registrant) {
        return registrant.isTenant()
                ? "Register one with PUT. Until then the tenant uses the client of the installation, if there is one."
                : "Register one with PUT.";
    }

    /** Binds the client to the provider's current origin. */
    Uni<ProviderClient> register(
            Registrant registrant, String providerId, ClientRegistration registration, boolean force) {
        var provider = catalog.require(providerId);
        var spec = withClient(provider);
        var client = new ProviderClient(
                new ClientRef(registrant, registration.clientId()),
                secrets(registration, spec),
                spec.origin(),
                null,
                redirectAlias(registration, spec),
                RegisteredValues.of(provider, registration.values()));
        return clients.read(registrant, provider.id())
                .invoke(registered -> requireOwnSecret(registered, client))
                .call(registered -> requireUnused(
                        provider, registered.filter(known -> !known.ref().equals(client.ref())), force))
                .chain(registered -> authenticating(client, spec, registered)
                        .call(complete -> clients.write(provider.id(), complete))
                        .call(complete -> keys.destroyUnused(registered, complete)))
                .call(() -> troubles.clientReplaced(provider.id(), registrant));
    }

    /** A client that authenticates with a key keeps its key, so that an operator can register it before the client id is known. */
    private Uni<ProviderClient> authenticating(
            ProviderClient client, AuthSpec spec, Optional<ProviderClient> registered) {
        return spec.keyAlgorithm()
                .map(algorithm -> keys.of(registered, algorithm).map(client::with))
                .orElseGet(() -> Uni.createFrom().item(client));
    }

    /** Publishes a new key, with which the client does not sign yet. */
    Uni<ProviderClient> addKey(Registrant registrant, String providerId) {
        return find(registrant, providerId).chain(keys::add);
    }

    /** Signs with the newest key from now on. */
    Uni<ProviderClient> activateKey(Registrant registrant, String providerId, boolean force) {
        return find(registrant, providerId)
                .chain(client -> keys.activate(providerId, client, force))
                .call(() -> troubles.clientReplaced(providerId, registrant));
    }

    /** Ends the rotation: only the present key stays published. */
    Uni<ProviderClient> retireKeys(Registrant registrant, String providerId) {
        return find(registrant, providerId).chain(keys::retire);
    }

    /** The provider, if it is one at which clients are registered. */
    public Provider requireWithClient(String providerId) {
        var provider = catalog.require(providerId);
        var unused = withClient(provider);
        return provider;
    }

    /** The values of the client that {@code sent} has. Fails with an {@link Invalid} unless they are those of the entry. */
    public static Map<String, Secret> requireValues(Provider provider, @Nullable Map<String, String> sent) {
        return RegisteredValues.of(provider, sent);
    }

    /**
     * Fails unless {@code registrant} has no client at the provider, or one that may be replaced by another. The store
     * of clients has responded then.
     */
    public Uni<Void> requireReplaceable(Registrant registrant, Provider provider, boolean force) {
        return clients.read(registrant, provider.id()).chain(registered -> requireUnused(provider, registered, force));
    }

    /** Stores a client that the provider has issued to Latchkey. Binds it to the provider's current origin. */
    public Uni<Void> replace(
            Registrant registrant,
            Provider provider,
            String clientId,
            List<Secret> secrets,
            Map<String, Secret> values) {
        var client = new ProviderClient(
                new ClientRef(registrant, clientId),
                secrets,
                withClient(provider).origin(),
                values);
        return clients.write(provider.id(), client).call(() -> troubles.clientReplaced(provider.id(), registrant));
    }

    /**
     * Puts {@code secret} before the secrets of the client, which are kept until the client is registered again. Binds
     * the client to no other origin.
     */
    Uni<ProviderClient> addSecret(Registrant registrant, String providerId, Secret secret) {
        var provider = catalog.require(providerId);
        return find(registrant, providerId)
                .map(client -> withFirst(secret, client))
                .call(client -> clients.write(provider.id(), client))
                .call(() -> troubles.clientReplaced(provider.id(), registrant));
    }

    private static Invalid hasKey() {
        return new Invalid(
                "clientSecret",
                "The client authenticates with a key that Latchkey creates in Vault.",
                "Send no secret, and register the jwksUri of the client at the provider.");
    }

    private static ProviderClient withFirst(Secret secret, ProviderClient client) {
        if (client.key() != null) {
            throw hasKey();
        }
        var secrets = Stream.concat(Stream.of(secret), client.secrets().stream())
                .distinct()
                .toList();
        if (secrets.size() > Issued.MOST_SECRETS) {
            throw new Conflict(
                            "too-many-secrets",
                            "The client already has " + Issued.MOST_SECRETS + " secrets.",
                            "PUT the client with the secrets that the provider still accepts.")
                    .with(Explanation.FIELD, "clientSecret");
        }
        return client.with(secrets);
    }

    private static List<Secret> secrets(ClientRegistration registration, AuthSpec spec) {
        var secrets = registration.secrets();
        if (spec.keyAlgorithm().isPresent() && !secrets.isEmpty()) {
            throw hasKey();
        }
        if (secrets.isEmpty() && spec.hasClientSecret()) {
            throw new Invalid(
                    "clientSecret", "clientSecret is missing or empty.", "Send the value as the provider shows it.");
        }
        return secrets;
    }

    private static @Nullable String redirectAlias(ClientRegistration registration, AuthSpec spec) {
        var alias = registration.redirectAlias();
        var isPresent = alias != null && !alias.isBlank();
        if (isPresent != spec.hasRedirectAlias()) {
            throw isPresent
                    ? new Invalid(
                            "redirectAlias",
                            "This provider uses the redirect URI itself.",
                            "Omit redirectAlias, and register the redirect URI at the provider.")
                    : new Invalid(
                            "redirectAlias",
                            "redirectAlias is missing or empty.",
                            "Send the name that the provider has given to the redirect URI.");
        }
        return isPresent ? alias : null;
    }

    Uni<Void> remove(Registrant registrant, String providerId, boolean force) {
        var provider = catalog.require(providerId);
        return clients.read(registrant, provider.id())
                .call(registered -> requireUnused(provider, registered, force))
                .call(() -> clients.destroy(registrant, provider.id()))
                .chain(registered -> keys.destroyUnused(registered, null))
                .call(() -> troubles.clientReplaced(provider.id(), registrant));
    }

    /**
     * A new client id with the secret of another client is a mistake: providers issue a separate secret to each client.
     */
    private static void requireOwnSecret(Optional<ProviderClient> registered, ProviderClient client) {
        if (registered
                .filter(known -> !known.ref().equals(client.ref())
                        && known.secrets().stream().anyMatch(client.secrets()::contains))
                .isPresent()) {
            throw new Invalid(
                    "clientSecret",
                    "This is the secret of the client that the request would replace.",
                    "Send the secret that the provider shows for this client id.");
        }
    }

    private Uni<Void> requireUnused(Provider provider, Optional<ProviderClient> removed, boolean force) {
        return force || removed.isEmpty()
                ? Uni.createFrom().voidItem()
                : holders.of(provider.id(), removed.get().ref())
                        .invoke(Holders::requireNone)
                        .replaceWithVoid();
    }

    private static AuthSpec withClient(Provider provider) {
        return provider.methods().stream()
                .filter(AuthSpec::hasClient)
                .filter(method -> provider.hostOf(method.id()).isEmpty())
                .findFirst()
                .orElseThrow(() -> noClient(provider).with(Explanation.FIELD, "id"));
    }

    private static Conflict noClient(Provider provider) {
        return provider.methods().stream().anyMatch(AuthSpec::hasClient)
                ? new Conflict(
                        "client-per-host",
                        "Users of " + provider.name() + " name their own host, and a client belongs to one host only.",
                        "No action is required: users enter a client of their host when they connect.")
                : new Conflict(
                        "no-client-needed",
                        provider.name() + " has no authentication method that needs a client.",
                        "No action is required: you can create connections.");
    }
}
