package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.request.Assertion;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the token response has what, as JSON pointers (RFC 6901).
 *
 * @param account where the response names the account; null: it does not
 * @param refusedStatuses with which the provider refuses the client, as with 401
 * @param furtherTokens other access tokens in the same response
 * @param success if it does not hold, the response is an error, whatever the status; null if the status is sufficient
 */
public record ResponseRules(
        String accessToken,
        String refreshToken,
        String expiresIn,
        String expiresAt,
        String refreshExpiresIn,
        String refreshExpiresAt,
        String scope,
        String error,
        @Nullable ResponseAccount account,
        List<FurtherTokenRules> furtherTokens,
        @Nullable Assertion success,
        Set<Integer> refusedStatuses) {
    /** RFC 6749, section 5. */
    static final ResponseRules STANDARD = new ResponseRules(
            "/access_token",
            "/refresh_token",
            "/expires_in",
            "/expires_at",
            "/refresh_expires_in",
            "/refresh_expires_at",
            "/scope",
            "/error",
            null,
            List.of(),
            null,
            Set.of());

    public ResponseRules {
        accessToken = pointer("access-token", accessToken);
        refreshToken = pointer("refresh-token", refreshToken);
        expiresIn = pointer("expires-in", expiresIn);
        expiresAt = pointer("expires-at", expiresAt);
        refreshExpiresIn = pointer("refresh-expires-in", refreshExpiresIn);
        refreshExpiresAt = pointer("refresh-expires-at", refreshExpiresAt);
        scope = pointer("scope", scope);
        error = pointer("error", error);
        furtherTokens = Require.distinct("further-tokens", furtherTokens, FurtherTokenRules::id);
        refusedStatuses = Set.copyOf(refusedStatuses);
    }

    /** The names of the fields are those of the standard members. */
    private static String pointer(String field, @Nullable String value) {
        return value == null ? "/" + field.replace('-', '_') : Require.pointer(field, value);
    }
}
