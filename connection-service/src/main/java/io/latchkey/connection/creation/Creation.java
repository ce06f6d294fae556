package io.latchkey.connection.creation;

import io.latchkey.connection.store.ConnectionRules;
import io.latchkey.contracts.credential.AuthorizationRequest;
import io.latchkey.edge.caller.Caller;
import io.latchkey.edge.text.Texts;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A caller's wish for a connection, found to be in order.
 *
 * @param name null: one is chosen once the broker has told the provider's
 */
record Creation(
        Caller caller, NewConnection request, @Nullable String name, Optional<IdempotencyKey> key) {
    /** A 400 problem names what is wrong. */
    static Creation of(Caller caller, NewConnection request, @Nullable String idempotencyKey) {
        var name =
                request.name() == null ? null : Texts.requireName("name", request.name(), ConnectionRules.NAME_LENGTH);
        var key = Optional.ofNullable(idempotencyKey).map(value -> IdempotencyKey.of(caller, value, request));
        return new Creation(caller, request, name, key);
    }

    AuthorizationRequest authorization(UUID connection, @Nullable String name) {
        return new AuthorizationRequest(
                connection,
                caller.tenant(),
                caller.principal(),
                name,
                request.provider(),
                request.method(),
                request.modules(),
                request.permissions(),
                request.returnUrl(),
                request.callerState(),
                request.codeChallenge(),
                false,
                request.credentialClients());
    }
}
