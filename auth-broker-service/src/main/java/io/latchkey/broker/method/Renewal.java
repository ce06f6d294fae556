package io.latchkey.broker.method;

import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.upstream.ProviderException;
import io.smallrye.mutiny.Uni;

/** A request for newer material that is ready to be sent. */
@FunctionalInterface
public interface Renewal {
    /** Sends it. Fails with a {@link ProviderException}. */
    Uni<Renewed> send();

    /**
     * What a provider gave.
     *
     * @param grant must be stored: what it was obtained with may be spent
     * @param usable whether requests with it succeed; if not, it only serves to renew again
     * @param successorUnknown whether it was obtained with something that may be spent, and whose successor is not known
     */
    record Renewed(Grant grant, boolean usable, boolean successorUnknown) {}
}
