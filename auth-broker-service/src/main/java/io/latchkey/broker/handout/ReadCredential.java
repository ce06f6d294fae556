package io.latchkey.broker.handout;

import io.latchkey.broker.credential.CredentialRefusals;
import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.credential.CurrentCredential;
import io.latchkey.broker.credential.CurrentCredential.Current;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.refresh.AccessLife;
import io.latchkey.broker.refresh.RefreshCredential;
import io.latchkey.broker.refresh.RefreshSettings;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.upstream.ProviderException;
import io.latchkey.edge.caller.Caller;
import io.latchkey.work.failure.DomainException;
import io.latchkey.work.failure.Unavailable;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hands out a credential that works now and for a while.
 *
 * <ol>
 *   <li>One that a person must mend is refused, except for what is left of its access token where the provider did not
 *       end it.
 *   <li>One that does not last is refreshed first. An access token that is still valid serves while that fails, and
 *       after a short patience while that goes on; at once where refreshes have failed before.
 *   <li>Whether an access token is valid is decided when it is handed out, after all waiting.
 * </ol>
 */
@ApplicationScoped
class ReadCredential {
    private final Credentials credentials;
    private final CurrentCredential currentCredential;
    private final RefreshCredential refresh;
    private final AccessLife life;
    private final Methods methods;
    private final RefreshSettings config;

    ReadCredential(
            Credentials credentials,
            CurrentCredential currentCredential,
            RefreshCredential refresh,
            AccessLife life,
            Methods methods,
            RefreshSettings config) {
        this.credentials = credentials;
        this.currentCredential = currentCredential;
        this.refresh = refresh;
        this.life = life;
        this.methods = methods;
        this.config = config;
    }

    Uni<CredentialView> read(UUID connectionId, Caller caller, Duration minTtl) {
        return current(connectionId, caller)
                .chain(current -> lasting(current, minTtl))
                .map(stored -> view(connectionId, stored));
    }

    /**
     * A fresh one, however long the present one would last.
     *
     * @param version to be replaced: if another one has taken its place, that one is handed out; null: the present one
     */
    Uni<CredentialView> refresh(UUID connectionId, Caller caller, @Nullable Long version) {
        return current(connectionId, caller)
                .chain(current -> version == null || version == current.stored().version()
                        ? fresh(current)
                        : lasting(current, Duration.ZERO))
                .map(stored -> view(connectionId, stored));
    }

    private Uni<Stored> fresh(Current current) {
        return refresh.forcedNewerThan(current.stored().version(), current.state())
                .chain(stored -> validOrNewer(current, stored))
                .call(stored -> requireStillOpen(current))
                .onFailure(ProviderException.class)
                .transform(ReadCredential::explained);
    }

    private CredentialView view(UUID connectionId, Stored stored) {
        if (!life.isValid(stored)) {
            throw CredentialRefusals.endedMeanwhile();
        }
        var parts = methods.apply(stored.document()).orElseThrow(CredentialRefusals::notKnownHere);
        return CredentialView.of(connectionId, stored, parts);
    }

    private Uni<Current> current(UUID connectionId, Caller caller) {
        return Panache.withSession(() -> credentials.requireOpen(connectionId, caller.tenant()))
                .invoke(state -> requireAllowed(state, caller))
                .chain(currentCredential::of);
    }

    private static void requireAllowed(CredentialState state, Caller caller) {
        if (!state.mayBeFetchedBy(caller.principal().client())) {
            throw CredentialRefusals.clientNotAllowed();
        }
    }

    private Uni<Stored> lasting(Current current, Duration minTtl) {
        var valid = life.isValid(current.stored());
        var broken = current.state().reasonToMend();
        if (broken.isPresent() && (!valid || broken.get().endsAccessAtOnce())) {
            throw CredentialRefusals.reauthorizationRequired(broken.get());
        }
        boolean refreshable = current.material().renewable();
        if (broken.isPresent() || life.lasts(current.stored(), minTtl) || (valid && !refreshable)) {
            return Uni.createFrom().item(current.stored());
        }
        return (valid ? freshOrPresent(current) : freshOne(current))
                .call(stored -> requireStillOpen(current))
                .onFailure()
                .transform(ReadCredential::explained);
    }

    /** The connection may have been deleted while its credential was refreshed. */
    private Uni<CredentialState> requireStillOpen(Current current) {
        var state = current.state();
        return Panache.withSession(() -> credentials.requireOpen(state.connectionId(), state.tenant()));
    }

    /** The present one while it is valid, if a fresh one does not come soon. */
    private Uni<Stored> freshOrPresent(Current current) {
        var patience = current.state().trouble().failures() > 0 ? Duration.ZERO : config.patience();
        return refresh.newerThan(current.stored().version(), current.state(), patience)
                .onFailure(failure -> life.isValid(current.stored()) && sparesAccess(failure))
                .recoverWithItem(current.stored())
                .onFailure(ReadCredential::isOfOurs)
                .recoverWithUni(() -> freshOne(current));
    }

    private Uni<Stored> freshOne(Current current) {
        return refresh.newerThan(current.stored().version(), current.state())
                .chain(stored -> validOrNewer(current, stored));
    }

    /** A version that was stored a while ago may have ended in its turn. */
    private Uni<Stored> validOrNewer(Current current, Stored stored) {
        return life.isValid(stored)
                ? Uni.createFrom().item(stored)
                : refresh.newerThan(stored.version(), current.state());
    }

    /** Whether a failed refresh leaves the access token as good as it was: unless provider or caller ended it, it does. */
    private static boolean sparesAccess(Throwable failure) {
        if (failure instanceof ProviderException refused) {
            var reason = refused.failure().reason();
            return reason == null || !reason.endsAccessAtOnce();
        }
        return !(failure instanceof DomainException) || isOfOurs(failure);
    }

    private static boolean isOfOurs(Throwable failure) {
        return failure instanceof Unavailable;
    }

    private static Throwable explained(Throwable failure) {
        return failure instanceof ProviderException refused ? explained(refused) : failure;
    }

    private static DomainException explained(ProviderException refused) {
        var failure = refused.failure();
        return failure.reason() == null
                ? CredentialRefusals.providerUnavailable(failure)
                : CredentialRefusals.reauthorizationRequired(failure.reason());
    }
}
