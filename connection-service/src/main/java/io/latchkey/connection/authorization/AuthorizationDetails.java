package io.latchkey.connection.authorization;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.contracts.credential.AuthorizationView;

/** An authorization with the connection that it authorizes. */
record AuthorizationDetails(
        @JsonUnwrapped AuthorizationView authorization,

        @JsonPropertyDescription(
                "The connection, read after the authorization: if that is completed, the connection shows it")
        ConnectionView connection) {}
