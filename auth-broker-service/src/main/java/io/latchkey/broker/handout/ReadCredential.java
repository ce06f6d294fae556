package io.latchkey.broker.handout;

import io.latchkey.broker.credential.CredentialRefusals;
import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.credential.CurrentCredential;
import io.latchkey.broker.credential.CurrentCredential.Current;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.client.ClientValues;
import io.latchkey.broker.refresh.AccessLife;
import io.latchkey.broker.refresh.RefreshCredential;
import io.latchkey.broker.refresh.RefreshSettings;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.upstream.failure.CatalogFault;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.edge.caller.Caller;
import io.latchkey.work.failure.DomainException;
import io.latchkey.work.failure.Unavailable;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Returns a credential that is valid now and for some time.
 *
 * <ol>
 *   <li>If the connection must be reauthorized, it returns the access token only while that is valid and the provider
 *       did not end it.
 *   <li>If the credential expires too soon, it is refreshed first. An access token that is still valid is returned if
 *       the refresh fails or takes longer than a short time, and immediately if refreshes have failed before.
 *   <li>It checks that an access token is valid when it returns it, after all waiting.
 * </ol>
 */
@ApplicationScoped
class ReadCredential {
    private final Credentials credentials;
    private final CurrentCredential currentCredential;
    private final RefreshCredential refresh;
    private final AccessLife life;
    private final Methods methods;
    private final ClientValues clientValues;
    private final RefreshSettings config;

    ReadCredential(
            Credentials credentials,
            CurrentCredential currentCredential,
            RefreshCredential refresh,
            AccessLife life,
            Methods methods,
            ClientValues clientValues,
            RefreshSettings config) {
        this.credentials = credentials;
        this.currentCredential = currentCredential;
        this.refresh = refresh;
        this.life = life;
        this.methods = methods;
        this.clientValues = clientValues;
        this.config = config;
    }

    Uni<CredentialView> read(UUID connectionId, Caller caller, Duration minTtl) {
        return lasting(connectionId, caller, minTtl).chain(stored -> view(connectionId, stored));
    }

    /** The stored form of a credential that is valid now, for a caller who may fetch it. */
    Uni<Stored> usable(UUID connectionId, Caller caller) {
        return lasting(connectionId, caller, Duration.ZERO).invoke(this::requireValid);
    }

    private Uni<Stored> lasting(UUID connectionId, Caller caller, Duration minTtl) {
        return current(connectionId, caller).chain(current -> lasting(current, minTtl));
    }

    /**
     * Returns a new credential, regardless of the remaining lifetime of the current one.
     *
     * @param version to replace: if another version has replaced it, that one is returned; null: the current version
     */
    Uni<CredentialView> refresh(UUID connectionId, Caller caller, @Nullable Long version) {
        return current(connectionId, caller)
                .chain(current -> version == null || version == current.stored().version()
                        ? fresh(current)
                        : lasting(current, Duration.ZERO))
                .chain(stored -> view(connectionId, stored));
    }

    private Uni<Stored> fresh(Current current) {
        return refresh.forcedNewerThan(current.stored().version(), current.state())
                .chain(stored -> validOrNewer(current, stored))
                .call(stored -> requireStillOpen(current))
                .onFailure(ProviderException.class)
                .transform(failure -> explained(failure, current.stored().document()));
    }

    private Uni<CredentialView> view(UUID connectionId, Stored stored) {
        return Uni.createFrom()
                .deferred(() -> parts(stored.document()))
                .invoke(parts -> requireValid(stored))
                .map(parts -> CredentialView.of(connectionId, stored, parts, life.now()))
                .onFailure(ProviderException.class)
                .transform(failure -> explained(failure, stored.document()));
    }

    /** How requests carry the credential, or a part of it. */
    private Uni<Function<Material, RequestParts>> parts(CredentialDocument document) {
        return methods.find(document)
                .map(method -> clientValues.known(method, document))
                .map(found -> found.<Function<Material, RequestParts>>map(method -> method::requestParts))
                .orElseGet(() -> Uni.createFrom().item(material -> methods.usual(document, material)));
    }

    private void requireValid(Stored stored) {
        if (!life.isValid(stored)) {
            throw CredentialRefusals.endedMeanwhile();
        }
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
        var broken = current.state().reauthorizationReason();
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
                .transform(failure -> explained(failure, current.stored().document()));
    }

    /** The connection may have been deleted while its credential was refreshed. */
    private Uni<CredentialState> requireStillOpen(Current current) {
        var state = current.state();
        return Panache.withSession(() -> credentials.requireOpen(state.connectionId(), state.tenant()));
    }

    /** Returns a refreshed credential, or the current one while it is valid if the refresh fails or takes too long. */
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

    /** A version that was stored some time ago may have expired too. */
    private Uni<Stored> validOrNewer(Current current, Stored stored) {
        return life.isValid(stored)
                ? Uni.createFrom().item(stored)
                : refresh.newerThan(stored.version(), current.state());
    }

    /**
     * Whether the access token stays usable after a failed refresh: yes, unless the provider or the caller ended it.
     */
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

    static Throwable explained(Throwable failure, CredentialDocument document) {
        return failure instanceof ProviderException refused ? explained(refused, document) : failure;
    }

    private static DomainException explained(ProviderException refused, CredentialDocument document) {
        var failure = refused.failure();
        if (CatalogFault.NOT_IN_CATALOG.is(failure)) {
            return CredentialRefusals.notInCatalog(document, failure);
        }
        if (CatalogFault.ADDRESS_NOT_ALLOWED.is(failure)) {
            return CredentialRefusals.addressNotAllowed(document.provider(), failure);
        }
        return failure.reason() == null
                ? CredentialRefusals.providerUnavailable(failure)
                : CredentialRefusals.reauthorizationRequired(failure.reason());
    }
}
