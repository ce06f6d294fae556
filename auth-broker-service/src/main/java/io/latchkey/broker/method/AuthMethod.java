package io.latchkey.broker.method;

import io.latchkey.broker.method.Begun.Kept;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.ProviderException;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Provider;
import io.latchkey.contracts.connection.Account;
import io.latchkey.work.failure.Conflict;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * One way to authenticate at one provider. It speaks the protocol and decides nothing else: whoever calls it knows
 * browsers, connections and leases. What fails at the provider, or would send a secret where it must not go, is a
 * {@link ProviderException}.
 */
public interface AuthMethod {
    Provider provider();

    AuthSpec spec();

    /** The kind of material that it obtains. */
    Class<? extends Material> material();

    /** Fails with a {@link Conflict} if an operator has something to do before anyone can authorize. */
    Uni<Void> requireReady();

    /**
     * Begins an authorization.
     *
     * @param permissions all that is asked for
     * @param state that the response must bring back
     */
    Uni<Begun> begin(List<String> permissions, Secret state);

    /** The form with which it begins; empty: it begins at the provider. */
    default Optional<NextStep.Form> form() {
        return Optional.empty();
    }

    /** Why {@code response} is of no use; asked before anything is sent. */
    Optional<Refusal> refusal(BrowserResponse response);

    /** Turns a response that is not refused into a credential. */
    Uni<Obtained> complete(BrowserResponse response, List<String> permissions, Kept kept);

    /** Whose account it opens; empty where the provider does not tell. */
    Uni<Optional<Account>> identify(Material material);

    /** What a request to the provider's API must carry. */
    RequestParts apply(Material material);

    /** Empty: only a person can renew a credential. */
    default Optional<Renewer> renewer() {
        return Optional.empty();
    }

    /** The same for a credential that can be renewed: only the material of a method with a renewer can. */
    default Renewer requireRenewer() {
        return renewer().orElseThrow(() -> new IllegalStateException("nothing renews a credential of " + spec().id()));
    }

    /** Empty: the provider offers no revocation. */
    default Optional<Revoker> revoker() {
        return Optional.empty();
    }
}
