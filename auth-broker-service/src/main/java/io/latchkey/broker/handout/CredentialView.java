package io.latchkey.broker.handout;

import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.SecretStore.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential as the API returns it to a platform service: the only response that contains a secret.
 *
 * @param type how it was obtained, for example {@code oauth2}, {@code api_key} or {@code basic}
 * @param accessToken null if the type has no access token
 * @param accessTokenExpiresAt null: it does not expire by itself
 * @param headers to send unchanged with each request to the provider
 * @param query parameters to add to the URL of each request to the provider; most providers need none
 */
public record CredentialView(
        UUID connectionId,
        int generation,
        long credentialVersion,
        String type,
        @Nullable String accessToken,
        @Nullable Instant accessTokenExpiresAt,
        Map<String, String> headers,
        Map<String, String> query,
        CredentialPermissions permissions) {
    /** The permissions of the credential, and the requested permissions that it lacks. */
    public record CredentialPermissions(List<String> granted, List<String> missing) {}

    static CredentialView of(UUID connectionId, Stored stored, RequestParts parts) {
        var document = stored.document();
        var material = document.material();
        var permissions = document.grant().permissions();
        return new CredentialView(
                connectionId,
                document.generation(),
                stored.version(),
                material.type(),
                material instanceof OAuth2Tokens tokens ? tokens.accessToken().reveal() : null,
                material.expiresAt(),
                parts.headers(),
                parts.query(),
                new CredentialPermissions(permissions.granted(), permissions.missing()));
    }

    @Override
    public String toString() {
        return "CredentialView[connectionId=" + connectionId + ", credentialVersion=" + credentialVersion + "]";
    }
}
