package io.latchkey.connection.creation;

import io.latchkey.connection.store.ConnectionRules;
import io.latchkey.contracts.credential.AuthorizationRequest;
import io.latchkey.edge.caller.Caller;
import io.latchkey.edge.text.Texts;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A validated request for a connection.
 *
 * @param name null: a default name is chosen when the broker has returned the provider's name
 */
record Creation(
        Caller caller, NewConnection request, @Nullable String name, Optional<IdempotencyKey> key) {
    /** Validates a request. A 400 problem names the invalid field. */
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
                request.credentialClients(),
                request.parameters(),
                request.client());
    }
}
