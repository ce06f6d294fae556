package io.latchkey.connection.creation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.latchkey.connection.authorization.AuthorizationLink;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.contracts.credential.AuthorizationOffer;
import org.jspecify.annotations.Nullable;

/**
 * The response to a creation: the new connection, or the connection that an earlier request with the same
 * {@code Idempotency-Key} created.
 */
record CreatedConnection(
        @JsonUnwrapped ConnectionView connection,

        @JsonPropertyDescription(
                "The authorization that waits for consent; absent if the connection has been authorized since")
        @Nullable
        AuthorizationLink authorization) {
    static CreatedConnection of(ConnectionView connection, AuthorizationOffer offer) {
        return new CreatedConnection(connection, AuthorizationLink.of(offer));
    }
}
