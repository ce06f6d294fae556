package io.latchkey.contracts.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.latchkey.contracts.Limits;
import io.latchkey.contracts.Principal;
import io.latchkey.contracts.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Body of the broker's {@code POST /internal/v1/authorizations}: start an authorization.
 *
 * @param connectionName shown on the connect page; null: not named yet, the page shows the provider's name alone
 * @param method the id of one of the provider's authentication methods; null: its first
 * @param permissions asked for besides those that the modules need
 * @param returnUrl where the browser goes afterwards; must be on the tenant's allow-list
 * @param callerState echoed to {@code returnUrl}
 * @param codeChallenge S256 of the verifier that the completion must present; null if the caller uses none
 * @param accountChangeAllowed whether an account other than the current one is accepted
 * @param parameters values of connection parameters, by their ids; those of an existing connection are kept unless they
 *     are named. Null: none
 * @param client whose client at the provider to use; null: the same kind as before
 * @param credentialClients the client ids that may fetch the credential; null: all clients that may read credentials
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AuthorizationRequest(
        @NotNull UUID connectionId,
        @TenantId String tenant,
        @NotNull @Valid Principal principal,
        @Nullable String connectionName,
        @NotNull String provider,
        @Nullable String method,
        @NotNull List<@NotNull String> modules,
        @NotNull List<@NotNull String> permissions,

        @NotNull @Size(max = Limits.URL_LENGTH, message = Limits.URL_TOO_LONG)
        String returnUrl,

        @Size(max = Limits.CALLER_STATE_LENGTH, message = Limits.CALLER_STATE_TOO_LONG)
        @Pattern(regexp = Limits.NO_CONTROL_CHARACTERS, message = Limits.CONTROL_CHARACTERS)
        @Nullable
        String callerState,

        @Pattern(regexp = Limits.CODE_CHALLENGE, message = Limits.NO_CODE_CHALLENGE) @Nullable
        String codeChallenge,

        boolean accountChangeAllowed,
        @Nullable List<@NotNull String> credentialClients,
        @Nullable Map<@NotNull String, @NotNull String> parameters,

        @Pattern(regexp = RequestedClient.PATTERN, message = RequestedClient.UNKNOWN) @Nullable
        String client) {}
