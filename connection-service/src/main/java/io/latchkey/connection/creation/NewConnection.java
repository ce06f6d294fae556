package io.latchkey.connection.creation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.connection.authorization.ConsentFields;
import io.latchkey.connection.store.ConnectionRules;
import io.latchkey.contracts.Limits;
import io.latchkey.contracts.credential.RequestedClient;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of a request for a new connection. */
record NewConnection(
        @JsonPropertyDescription("Id of the provider in the catalog")
        @NotNull
        @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID)
        String provider,

        @JsonPropertyDescription("Id of one of the provider's authentication methods; absent: its first")
        @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID)
        @Nullable
        String method,

        @JsonPropertyDescription("Name for people; absent: a name that contains the name of the provider") @Nullable
        String name,

        @JsonPropertyDescription(
                "Modules of the platform that will use the connection, by their ids in the catalog; the permissions that they need are requested")
        @Size(max = ConnectionRules.LIST_LENGTH, message = ConnectionRules.LIST_TOO_LONG)
        List<@NotNull @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID) String> modules,

        @JsonPropertyDescription(ConsentFields.PERMISSIONS)
        @Size(max = ConnectionRules.LIST_LENGTH, message = ConnectionRules.LIST_TOO_LONG)
        List<@NotNull @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID) String> permissions,

        @JsonPropertyDescription(
                "Where the browser is redirected after the consent; must be on the tenant's allow-list")
        @NotNull
        @Size(max = Limits.URL_LENGTH, message = Limits.URL_TOO_LONG)
        String returnUrl,

        @JsonPropertyDescription(ConsentFields.CALLER_STATE)
        @Size(max = Limits.CALLER_STATE_LENGTH, message = Limits.CALLER_STATE_TOO_LONG)
        @Pattern(regexp = Limits.NO_CONTROL_CHARACTERS, message = Limits.CONTROL_CHARACTERS)
        @Nullable
        String callerState,

        @JsonPropertyDescription(ConsentFields.CODE_CHALLENGE)
        @Pattern(regexp = Limits.CODE_CHALLENGE, message = Limits.NO_CODE_CHALLENGE)
        @Nullable
        String codeChallenge,

        @JsonPropertyDescription(
                "The client ids that may fetch the credential; absent: any client with the role credentials:read")
        @Size(max = ConnectionRules.LIST_LENGTH, message = ConnectionRules.LIST_TOO_LONG)
        @Nullable
        List<@NotNull @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_CLIENT_ID) String>
                credentialClients,

        @JsonPropertyDescription(ConsentFields.PARAMETERS)
        @Size(max = ConnectionRules.LIST_LENGTH, message = ConnectionRules.LIST_TOO_LONG)
        @Nullable
        Map<
                        @NotNull @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID) String,
                        @NotNull @Size(max = Limits.PARAMETER_LENGTH, message = Limits.PARAMETER_TOO_LONG) String>
                parameters,

        @JsonPropertyDescription(ConsentFields.CLIENT)
        @Schema(enumeration = {RequestedClient.OWN, RequestedClient.REGISTERED})
        @Pattern(regexp = RequestedClient.PATTERN, message = RequestedClient.UNKNOWN)
        @Nullable
        String client) {
    NewConnection {
        modules = modules == null ? List.of() : modules;
        permissions = permissions == null ? List.of() : permissions;
    }
}
