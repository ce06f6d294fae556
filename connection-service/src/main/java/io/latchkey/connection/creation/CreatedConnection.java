package io.latchkey.connection.creation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.latchkey.connection.authorization.AuthorizationLink;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.contracts.credential.AuthorizationOffer;
import org.jspecify.annotations.Nullable;

/**
 * The response to a creation: the new connection, or the connection that an earlier request with the same
 * {@code Idempotency-Key} created.
 *
 * @param authorization null if the connection has been completed since
 */
record CreatedConnection(
        @JsonUnwrapped ConnectionView connection, @Nullable AuthorizationLink authorization) {
    static CreatedConnection of(ConnectionView connection, AuthorizationOffer offer) {
        return new CreatedConnection(connection, AuthorizationLink.of(offer));
    }
}
