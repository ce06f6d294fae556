package io.latchkey.broker.consent.client;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Refusals;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Handles a client that a provider refuses: the person enters another one, until the provider has refused too often. */
@ApplicationScoped
public class ClientRefusals {
    private final Refusals refusals;

    ClientRefusals(Refusals refusals) {
        this.refusals = refusals;
    }

    /** Returns whether the person may enter another client. Otherwise the authorization has ended. */
    public Uni<Boolean> count(Authorization authorization, ClientRefused refused) {
        Log.infof(
                "client of a user refused provider=%s authorization=%s detail=%s",
                authorization.request().provider(), authorization.id(), refused.getMessage());
        return refusals.ofClient(authorization);
    }
}
