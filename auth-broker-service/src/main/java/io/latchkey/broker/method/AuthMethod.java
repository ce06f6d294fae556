package io.latchkey.broker.method;

import io.latchkey.broker.method.Begun.Kept;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.ApiHosts;
import io.latchkey.work.failure.Conflict;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way to authenticate at one provider. An implementation handles the protocol only; the caller handles browsers,
 * connections and leases. A failure at the provider, or a request that would send a secret to an origin that is not
 * allowed, is a {@link ProviderException}.
 */
public interface AuthMethod extends CatalogMethod {
    /** The kind of material that this method obtains. */
    Class<? extends Material> material();

    /** Fails with a {@link Conflict} if an operator must do something before anyone of {@code tenant} can authorize. */
    Uni<Void> requireReady(String tenant);

    /**
     * Begins an authorization of {@code tenant}. Fails with a {@link ProviderException} if the provider must take part
     * and does not.
     *
     * @param permissions all permissions to request
     * @param state value that the response must return
     */
    Uni<Begun> begin(String tenant, List<String> permissions, Secret state);

    /**
     * The same method for a connection that uses {@code own}, a client which its user has entered; null: a registered
     * client.
     */
    default AuthMethod servedBy(@Nullable ProviderClient own) {
        return this;
    }

    /** What a failure of a request to the API means for a credential of this method. */
    default Failure meaning(Failure failure) {
        return failure;
    }

    /** How users enter their own client at the provider. Empty if the method has no client. */
    default Optional<OwnClients> ownClients() {
        return Optional.empty();
    }

    /** The host that the user has named for the client, which its redirect URI contains. Empty if the catalog names it. */
    default Optional<String> namedHost() {
        return spec().hasClient() ? provider().namedHost(spec().id()) : Optional.empty();
    }

    /** The form with which the authorization begins. Empty if it begins at the provider. */
    default Optional<NextStep.Form> form() {
        return Optional.empty();
    }

    /** The polls for the result of an authorization. Empty if a browser returns with it. */
    default Optional<Polling> polling() {
        return Optional.empty();
    }

    /** Why {@code response} cannot be used. The caller checks this before it sends any request. */
    Optional<Refusal> refusal(BrowserResponse response);

    /** The same with all reasons: for a form, one for each field that is missing or malformed. */
    default List<Refusal> refusals(BrowserResponse response) {
        return refusal(response).stream().toList();
    }

    /**
     * The same, for the authorization that kept {@code kept}: its response may also have to name what was kept.
     */
    default Optional<Refusal> refusal(BrowserResponse response, Kept kept) {
        return refusal(response);
    }

    /**
     * Why {@code response} is not from the provider, which signs its responses. Empty if the signature is valid, or the
     * provider signs none. The caller checks this before it sends any request to the provider.
     */
    default Uni<Optional<Refusal>> forgery(BrowserResponse response, Kept kept) {
        return Uni.createFrom().item(Optional.empty());
    }

    /** Turns a response that is not refused into a credential. */
    Uni<Obtained> complete(BrowserResponse response, List<String> permissions, Kept kept);

    /**
     * Exchanges the credential {@code held}, which a response yielded, for one that lives longer. Empty if that is the
     * one to store.
     */
    default Uni<Optional<Grant>> prolong(CredentialDocument held) {
        return Uni.createFrom().item(Optional.empty());
    }

    /** The account of the credential, if the provider identifies it. */
    Uni<Identified> identify(Material material);

    /** The headers and parameters that authenticate a request to the provider's API. */
    RequestParts apply(Material material);

    /** The permissions that a credential with these scopes has, sorted. */
    default List<String> granted(List<String> scopes, Material material) {
        return provider().granted(scopes);
    }

    /** This method with values of the client that requests to the API carry, by their ids in the catalog. */
    default AuthMethod with(Map<String, Secret> clientValues) {
        return this;
    }

    /** The secrets that templates of requests to the API can refer to, by their names there. Empty if there are none. */
    default Map<String, String> values(Material material) {
        return Map.of();
    }

    /** All headers and parameters of a request to the provider's API: those of {@link #apply}, and those of every request. */
    default RequestParts requestParts(Material material) {
        var ofAll = provider().api().with(Templates.filledWith(values(material)));
        var parts = apply(material).over(ofAll);
        return signer().map(signer -> parts.signedFor(apiHosts())).orElse(parts);
    }

    /** The hosts to which requests with a credential of this method are sent. */
    default ApiHosts apiHosts() {
        return provider().apiHosts(spec());
    }

    /** Signs requests to the provider's API. Empty if they need no signature: {@link #apply} is sufficient. */
    default Optional<RequestSigner> signer() {
        return Optional.empty();
    }

    /** Renews credentials. Empty if only a person can renew them. */
    default Optional<Renewer> renewer() {
        return Optional.empty();
    }

    /** The renewer, for a credential whose material is renewable. Only methods with a renewer have such material. */
    default Renewer requireRenewer() {
        return renewer().orElseThrow(() -> new IllegalStateException("nothing renews a credential of " + spec().id()));
    }

    /** Revokes credentials. Empty if the provider offers no revocation. */
    default Optional<Revoker> revoker() {
        return Optional.empty();
    }
}
