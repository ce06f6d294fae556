package io.latchkey.connection.creation;

import io.latchkey.connection.store.ConnectionRules;
import io.latchkey.contracts.Limits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of a request for a new connection.
 *
 * @param provider id of the provider in the catalog
 * @param method id of one of the provider's authentication methods; null: its first
 * @param name null: a default name is chosen
 * @param modules modules of the platform that will use the connection
 * @param permissions permissions requested in addition to those that the modules need
 * @param returnUrl where the browser is redirected afterwards; on the tenant's allow-list
 * @param callerState echoed to {@code returnUrl}
 * @param codeChallenge S256 code challenge of the code verifier that the completion will present
 * @param credentialClients the client ids that may fetch the credential; null: any that may read credentials
 */
record NewConnection(
        @NotNull @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID)
        String provider,

        @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID) @Nullable
        String method,

        @Nullable String name,

        @Size(max = ConnectionRules.LIST_LENGTH, message = ConnectionRules.LIST_TOO_LONG)
        List<@NotNull @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID) String> modules,

        @Size(max = ConnectionRules.LIST_LENGTH, message = ConnectionRules.LIST_TOO_LONG)
        List<@NotNull @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID) String> permissions,

        @NotNull @Size(max = Limits.URL_LENGTH, message = Limits.URL_TOO_LONG)
        String returnUrl,

        @Size(max = Limits.CALLER_STATE_LENGTH, message = Limits.CALLER_STATE_TOO_LONG)
        @Pattern(regexp = Limits.NO_CONTROL_CHARACTERS, message = Limits.CONTROL_CHARACTERS)
        @Nullable
        String callerState,

        @Pattern(regexp = Limits.CODE_CHALLENGE, message = Limits.NO_CODE_CHALLENGE) @Nullable
        String codeChallenge,

        @Size(max = ConnectionRules.LIST_LENGTH, message = ConnectionRules.LIST_TOO_LONG) @Nullable
        List<@NotNull @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_CLIENT_ID) String>
                credentialClients) {
    NewConnection {
        modules = modules == null ? List.of() : modules;
        permissions = permissions == null ? List.of() : permissions;
    }
}
