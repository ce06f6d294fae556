package io.latchkey.broker.method;

import io.latchkey.broker.method.Begun.Kept;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.ProviderException;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Provider;
import io.latchkey.contracts.connection.Account;
import io.latchkey.edge.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way to authenticate at one provider. It speaks the protocol and decides nothing else: whoever calls it knows
 * browsers, connections and leases. What fails at the provider, or would send a secret where it must not go, is a
 * {@link ProviderException}. A method without renewal or revocation implements nothing of it.
 */
public interface AuthMethod {
    /** By default, for how long after it was first sent the same renewal may be sent again. */
    Duration USUAL_REPLAY_GRACE = Duration.ofSeconds(30);

    Provider provider();

    AuthSpec spec();

    /** Fails with a {@link Problem} for the caller if an operator has something to do before anyone can authorize. */
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

    /** After how long material of unknown life is renewed; empty: the catalog does not say. */
    default Optional<Duration> usualLife() {
        return Optional.empty();
    }

    /** Prepares a renewal of {@code document}, whose material must be renewable. Nothing is sent to the provider yet. */
    default Uni<Renewal> renewal(CredentialDocument document) {
        throw new UnsupportedOperationException("nothing renews this credential");
    }

    /** Whether a renewal may spend what it is sent with: so it is until the catalog or a renewal says otherwise. */
    default boolean mayRotate(Grant grant) {
        return !Boolean.FALSE.equals(grant.rotates());
    }

    /** For how long after it was first sent the same renewal may be sent again. */
    default Duration replayGrace() {
        return USUAL_REPLAY_GRACE;
    }

    /** When a renewal should extend a grant that ends when it is idle; null if none would. */
    default @Nullable Instant keepAliveAt(Grant grant) {
        return null;
    }

    /** What a revocation takes with it. */
    default Reach reach() {
        return Reach.NONE;
    }

    /** Whether a revocation needs material that is valid, and {@code material} can be renewed for it. */
    default boolean revokesOnlyLive(Material material) {
        return false;
    }

    /** Revokes {@code document} at the provider; only where {@link #reach} is not {@link Reach#NONE}. */
    default Uni<RevocationResult> revoke(CredentialDocument document) {
        throw new UnsupportedOperationException("nothing revokes this credential");
    }
}
