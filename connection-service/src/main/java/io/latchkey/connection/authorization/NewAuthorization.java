package io.latchkey.connection.authorization;

import io.latchkey.connection.store.ConnectionRules;
import io.latchkey.contracts.Limits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of a request for a new authorization of an existing connection.
 *
 * @param method the id of one of the provider's authentication methods; null: the present one
 * @param modules of the platform that will use the connection; null keeps them and all that was asked for so far
 * @param permissions asked for in addition
 * @param returnUrl where the browser goes afterwards, on the tenant's allow-list; null: as when the connection was created
 * @param callerState echoed to {@code returnUrl}
 * @param codeChallenge S256 of the verifier that the completion will present
 * @param accountChangeAllowed whether another account than the present one is accepted
 */
record NewAuthorization(
        @Pattern(regexp = ConnectionRules.ID) @Nullable String method,

        @Size(max = ConnectionRules.LIST_LENGTH) @Nullable
        List<@NotNull @Pattern(regexp = ConnectionRules.ID) String> modules,

        @Size(max = ConnectionRules.LIST_LENGTH) @Nullable
        List<@NotNull @Pattern(regexp = ConnectionRules.ID) String> permissions,

        @Size(max = Limits.URL_LENGTH) @Nullable String returnUrl,
        @Size(max = Limits.CALLER_STATE_LENGTH) @Nullable String callerState,

        @Pattern(regexp = Limits.CODE_CHALLENGE) @Nullable String codeChallenge,

        boolean accountChangeAllowed) {
    /** Asks for the same again. */
    static final NewAuthorization AS_BEFORE = new NewAuthorization(null, null, null, null, null, null, false);
}
