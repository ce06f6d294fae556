package io.latchkey.broker.handout;

import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.SecretStore.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential as a platform service gets it: the one answer that carries a secret.
 *
 * @param accessTokenExpiresAt null: it does not expire by itself
 * @param headers to send with each request to the provider, as they are
 */
public record CredentialView(
        UUID connectionId,
        int generation,
        long credentialVersion,
        String type,
        String accessToken,
        @Nullable Instant accessTokenExpiresAt,
        Map<String, String> headers,
        Permissions permissions) {
    /** What the credential allows, and what of the permissions asked for it lacks. */
    public record Permissions(List<String> granted, List<String> missing) {}

    static CredentialView of(UUID connectionId, Stored stored, String authorization) {
        var document = stored.document();
        var tokens = OAuth2Tokens.of(document.material());
        var permissions = document.grant().permissions();
        return new CredentialView(
                connectionId,
                document.generation(),
                stored.version(),
                "oauth2",
                tokens.accessToken().reveal(),
                tokens.accessTokenExpiresAt(),
                Map.of("Authorization", authorization),
                new Permissions(permissions.granted(), permissions.missing()));
    }

    @Override
    public String toString() {
        return "CredentialView[connectionId=" + connectionId + ", credentialVersion=" + credentialVersion + "]";
    }
}
