package io.latchkey.connection.authorization;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.connection.store.ConnectionRules;
import io.latchkey.contracts.Limits;
import io.latchkey.contracts.credential.RequestedClient;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of a request for a new authorization of an existing connection. */
record NewAuthorization(
        @JsonPropertyDescription("Id of one of the provider's authentication methods; absent: the current one")
        @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID)
        @Nullable
        String method,

        @JsonPropertyDescription(
                "The whole new set of modules: a module that is missing here loses the connection. Exactly what these modules need, and permissions, is requested. Absent, like permissions and add: the same as before is requested")
        @Size(max = ConnectionRules.LIST_LENGTH, message = ConnectionRules.LIST_TOO_LONG)
        @Nullable
        List<@NotNull @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID) String> modules,

        @JsonPropertyDescription(
                "Permissions requested in addition to those that modules need, by their ids in the catalog; without modules, the only ones")
        @Size(max = ConnectionRules.LIST_LENGTH, message = ConnectionRules.LIST_TOO_LONG)
        @Nullable
        List<@NotNull @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID) String> permissions,

        @JsonPropertyDescription(
                "What is requested besides the modules of the connection and the permissions that are granted and still needed; not together with modules or permissions")
        @Valid
        @Nullable
        Addition add,

        @JsonPropertyDescription(
                "Where the browser is redirected after the consent; must be on the tenant's allow-list. Absent: the URL that the connection was created with")
        @Size(max = Limits.URL_LENGTH, message = Limits.URL_TOO_LONG)
        @Nullable
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
                "Whether the user may authorize an account of the provider other than the current one; absent: false, and another account is refused")
        boolean accountChangeAllowed,

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
    /** Requests the same as before. */
    static final NewAuthorization AS_BEFORE =
            new NewAuthorization(null, null, null, null, null, null, null, false, null, null);
}
