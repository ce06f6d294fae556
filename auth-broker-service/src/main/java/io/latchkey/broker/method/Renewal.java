package io.latchkey.broker.method;

import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.smallrye.mutiny.Uni;

/** A prepared request for newer material. */
@FunctionalInterface
public interface Renewal {
    /** Sends the request. Fails with a {@link ProviderException}. */
    Uni<Renewed> send();

    /**
     * The response of the provider.
     *
     * @param grant must be stored, because the renewal may have invalidated the material that it used
     * @param usable whether requests with the grant succeed; if not, it can only be used for another renewal
     * @param successorUnknown whether the renewal may have invalidated the material that it used while the replacement
     *     is unknown
     */
    record Renewed(Grant grant, boolean usable, boolean successorUnknown) {}
}
