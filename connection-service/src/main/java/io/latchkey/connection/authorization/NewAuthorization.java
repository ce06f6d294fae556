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
 * @param method id of one of the provider's authentication methods; null: the current one
 * @param modules modules of the platform that will use the connection; null keeps them and all permissions requested so
 *     far
 * @param permissions permissions requested in addition
 * @param returnUrl where the browser is redirected afterwards, on the tenant's allow-list; null: the URL that the
 *     connection was created with
 * @param callerState echoed to {@code returnUrl}
 * @param codeChallenge S256 code challenge of the code verifier that the completion will present
 * @param accountChangeAllowed whether an account other than the current one is accepted
 */
record NewAuthorization(
        @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID) @Nullable
        String method,

        @Size(max = ConnectionRules.LIST_LENGTH, message = ConnectionRules.LIST_TOO_LONG) @Nullable
        List<@NotNull @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID) String> modules,

        @Size(max = ConnectionRules.LIST_LENGTH, message = ConnectionRules.LIST_TOO_LONG) @Nullable
        List<@NotNull @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID) String> permissions,

        @Size(max = Limits.URL_LENGTH, message = Limits.URL_TOO_LONG) @Nullable
        String returnUrl,

        @Size(max = Limits.CALLER_STATE_LENGTH, message = Limits.CALLER_STATE_TOO_LONG)
        @Pattern(regexp = Limits.NO_CONTROL_CHARACTERS, message = Limits.CONTROL_CHARACTERS)
        @Nullable
        String callerState,

        @Pattern(regexp = Limits.CODE_CHALLENGE, message = Limits.NO_CODE_CHALLENGE) @Nullable
        String codeChallenge,

        boolean accountChangeAllowed) {
    /** Requests the same as before. */
    static final NewAuthorization AS_BEFORE = new NewAuthorization(null, null, null, null, null, null, false);
}
