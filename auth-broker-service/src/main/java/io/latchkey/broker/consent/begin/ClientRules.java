package io.latchkey.broker.consent.begin;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.contracts.credential.RequestedClient;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.Explanation;
import io.latchkey.work.failure.Invalid;
import org.jspecify.annotations.Nullable;

/** Rules for the client of a request for consent. Each violation names the field and the remedy. */
final class ClientRules {
    private static final String FIELD = "client";

    private ClientRules() {}

    /**
     * Whether the user enters the client.
     *
     * @param requested whose client the request names; null: the same kind as before
     * @param hadOwn whether the user entered the client of the present credential
     */
    static boolean isOwn(AuthMethod method, @Nullable String requested, boolean hadOwn) {
        boolean isPossible = method.ownClients().isPresent();
        boolean isNeeded =
                isPossible && method.provider().hostOf(method.spec().id()).isPresent();
        if (requested == null) {
            return isNeeded || (hadOwn && isPossible);
        }
        boolean own = requested.equals(RequestedClient.OWN);
        if (own && !isPossible) {
            throw new Invalid(
                    FIELD,
                    "The authentication method " + method.spec().id() + " of "
                            + method.provider().name() + " has no client.",
                    "Omit client.");
        }
        if (!own && isNeeded) {
            throw needsOwn(method);
        }
        return own;
    }

    private static Conflict needsOwn(AuthMethod method) {
        return new Conflict(
                        "client-per-host",
                        "Users of " + method.provider().name()
                                + " name their own host, and a registered client belongs to one host only.",
                        "Omit client or send own: the user then enters a client of that host.")
                .with(Explanation.FIELD, FIELD);
    }
}
