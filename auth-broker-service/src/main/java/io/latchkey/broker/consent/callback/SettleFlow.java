package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.HeldCredentials;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.consent.client.ClientRefused;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Begun.Kept;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.method.Obtained;
import io.latchkey.broker.revocation.pending.Cause;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.contracts.credential.AuthorizationFailure;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;

/** The last checks of a consent, whichever way the provider responded, and its end if one of them fails. */
@ApplicationScoped
public class SettleFlow {
    private final Authorizations authorizations;
    private final Methods methods;
    private final ObtainCredential obtain;
    private final HeldCredentials heldCredentials;

    SettleFlow(
            Authorizations authorizations, Methods methods, ObtainCredential obtain, HeldCredentials heldCredentials) {
        this.authorizations = authorizations;
        this.methods = methods;
        this.obtain = obtain;
        this.heldCredentials = heldCredentials;
    }

    /** The method of the current flow. Fails with a {@link RejectedException} if the catalog no longer contains it. */
    public AuthMethod methodOf(Authorization authorization) {
        var request = authorization.request();
        var flow = authorization.flow();
        return methods.find(
                        request.provider(),
                        request.method(),
                        Methods.withClient(flow.parameters(), ClientRef.id(flow.client())))
                .orElseThrow(() -> new RejectedException(Rejection.UNKNOWN_STATE));
    }

    /**
     * Holds the credential, even if it cannot be used, so that it is revoked; exchanges it for one that lives longer, if
     * the provider has these; identifies the account; and records consent. Fails with a {@link RejectedException}.
     */
    public Uni<Void> consented(Authorization authorization, AuthMethod method, Obtained obtained, Kept kept) {
        var known = methods.knowing(method, obtained.parameters()).servedBy(kept.ownClient());
        return obtain.hold(authorization, known, obtained, kept)
                .chain(document -> obtain.prolong(authorization, known, document))
                .chain(document -> obtain.identify(known, document))
                .chain(document -> obtain.recordConsent(authorization, known, document));
    }

    /**
     * Processes the consumed response of the current flow. Every failure ends the authorization, except a
     * {@link ClientRefused}.
     *
     * @return why consent was not recorded; empty if it was
     */
    public Uni<Optional<Rejection>> settled(Authorization authorization, Supplier<Uni<Void>> work) {
        return Uni.createFrom()
                .deferred(work::get)
                .onFailure(failure -> !(failure instanceof RejectedException || failure instanceof ClientRefused))
                .transform(failure -> unforeseen(authorization, failure))
                .replaceWith(Optional.<Rejection>empty())
                .onFailure(RejectedException.class)
                .recoverWithUni(failure -> end(authorization, ((RejectedException) failure).rejection()));
    }

    private static RejectedException unforeseen(Authorization authorization, Throwable failure) {
        Log.errorf(failure, "exchange failed authorization=%s", authorization.id());
        return new RejectedException(Rejection.EXCHANGE_FAILED);
    }

    private Uni<Optional<Rejection>> end(Authorization authorization, Rejection rejection) {
        return rejection
                .ends()
                .map(why -> end(authorization, rejection, why))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .replaceWith(Optional.of(rejection));
    }

    private Uni<Void> end(Authorization authorization, Rejection rejection, AuthorizationFailure why) {
        var cause = rejection == Rejection.IDENTITY_UNKNOWN ? Cause.UNIDENTIFIED : Cause.UNREDEEMED;
        return Panache.withTransaction(
                () -> authorizations.lock(authorization.id()).chain(found -> found.filter(
                                locked -> locked.awaits(authorization.flow()))
                        .map(locked -> heldCredentials.end(locked, why, cause))
                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }
}
