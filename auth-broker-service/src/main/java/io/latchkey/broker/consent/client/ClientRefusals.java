package io.latchkey.broker.consent.client;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.HeldCredentials;
import io.latchkey.broker.revocation.pending.Cause;
import io.latchkey.contracts.credential.AuthorizationFailure;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts the clients that a provider refuses. The person enters another one, until the provider has refused five. */
@ApplicationScoped
public class ClientRefusals {
    private static final int MOST = 5;

    private final Authorizations authorizations;
    private final HeldCredentials heldCredentials;

    ClientRefusals(Authorizations authorizations, HeldCredentials heldCredentials) {
        this.authorizations = authorizations;
        this.heldCredentials = heldCredentials;
    }

    /** Returns whether the person may enter another client. Otherwise the authorization has ended. */
    public Uni<Boolean> count(Authorization authorization, ClientRefused refused) {
        Log.infof(
                "client of a user refused provider=%s authorization=%s detail=%s",
                authorization.request().provider(), authorization.id(), refused.getMessage());
        return Panache.withTransaction(() -> authorizations
                .refuseClient(authorization.id(), authorization.flow())
                .chain(refusals -> refusals < MOST
                        ? Uni.createFrom().item(true)
                        : authorizations
                                .requireLocked(authorization.id())
                                .chain(locked -> heldCredentials.end(
                                        locked, AuthorizationFailure.REFUSED_TOO_OFTEN, Cause.UNREDEEMED))
                                .replaceWith(false)));
    }
}
