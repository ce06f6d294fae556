package io.latchkey.edge.peer;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.WebApplicationException;

/** Calls to another Latchkey service with a service token. */
public final class PeerCalls {
    private static final int UNAUTHORIZED = 401;

    private PeerCalls() {}

    /**
     * Repeats {@code call} once if the peer refuses the token: the issuer may have changed its keys or revoked the
     * token since. The REST client's filter gets a new token for the call after a 401 (setting {@code
     * refresh-on-unauthorized}). A peer checks the token first, so no request is executed twice. The caller reports a
     * second refusal.
     */
    public static <T> Uni<T> withValidToken(Uni<T> call) {
        return call.onFailure(PeerCalls::refusesToken).retry().atMost(1);
    }

    private static boolean refusesToken(Throwable failure) {
        return failure instanceof WebApplicationException refusal
                && refusal.getResponse().getStatus() == UNAUTHORIZED;
    }
}
