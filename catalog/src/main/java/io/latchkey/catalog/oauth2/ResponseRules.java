package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.request.Assertion;
import io.latchkey.catalog.rule.Require;
import org.jspecify.annotations.Nullable;

/**
 * JSON pointers (RFC 6901) into the token response.
 *
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
        @Nullable Assertion success) {
    /** RFC 6749, section 5. */
    static final ResponseRules STANDARD = new ResponseRules(null, null, null, null, null, null, null, null, null);

    public ResponseRules {
        accessToken = pointer("access-token", accessToken, "/access_token");
        refreshToken = pointer("refresh-token", refreshToken, "/refresh_token");
        expiresIn = pointer("expires-in", expiresIn, "/expires_in");
        expiresAt = pointer("expires-at", expiresAt, "/expires_at");
        refreshExpiresIn = pointer("refresh-expires-in", refreshExpiresIn, "/refresh_expires_in");
        refreshExpiresAt = pointer("refresh-expires-at", refreshExpiresAt, "/refresh_expires_at");
        scope = pointer("scope", scope, "/scope");
        error = pointer("error", error, "/error");
    }

    private static String pointer(String field, @Nullable String value, String standard) {
        return value == null ? standard : Require.pointer(field, value);
    }
}
