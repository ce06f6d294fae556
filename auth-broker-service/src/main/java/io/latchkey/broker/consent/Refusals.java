package io.latchkey.broker.consent;

import io.latchkey.broker.revocation.pending.Cause;
import io.latchkey.contracts.credential.AuthorizationFailure;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Counts how often a provider refuses what a person entered. The fifth refusal ends the authorization. */
@ApplicationScoped
public class Refusals {
    private static final int MOST = 5;

    private final Authorizations authorizations;
    private final HeldCredentials heldCredentials;

    Refusals(Authorizations authorizations, HeldCredentials heldCredentials) {
        this.authorizations = authorizations;
        this.heldCredentials = heldCredentials;
    }

    /** Returns whether the person may enter other values. Otherwise the authorization has ended. */
    public Uni<Boolean> ofValues(Authorization authorization) {
        return counted(authorization, () -> authorizations.refuse(authorization.id(), authorization.flow()));
    }

    /** Returns whether the person may enter another client. Otherwise the authorization has ended. */
    public Uni<Boolean> ofClient(Authorization authorization) {
        return counted(authorization, () -> authorizations.refuseClient(authorization.id(), authorization.flow()));
    }

    private Uni<Boolean> counted(Authorization authorization, Supplier<Uni<Integer>> refuse) {
        return Panache.withTransaction(() -> refuse.get()
                .chain(refusals -> refusals < MOST
                        ? Uni.createFrom().item(true)
                        : authorizations
                                .requireLocked(authorization.id())
                                .chain(locked -> heldCredentials.end(
                                        locked, AuthorizationFailure.REFUSED_TOO_OFTEN, Cause.UNREDEEMED))
                                .replaceWith(false)));
    }
}
