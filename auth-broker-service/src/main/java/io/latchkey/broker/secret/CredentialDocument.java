package io.latchkey.broker.secret;

import io.latchkey.contracts.connection.Account;
import io.latchkey.contracts.connection.Permissions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Vault holds of one connection, and what an exchange at rest holds as ciphertext. It carries all that its row
 * and its facts say, so that after a crash the row can follow the document.
 *
 * @param generation of the completion that stored (or will store) it, from 1
 * @param authorizationId whose exchange brought the grant
 * @param writeId of the write that stored it: tells a writer whether a write it heard nothing of was its own
 * @param clientId the client it was issued to; refresh and revocation use that client only
 * @param scopes that were granted, as the provider spells them
 * @param expiresAt the earliest end that Latchkey cannot extend; null if none is known
 */
public record CredentialDocument(
        int generation,
        UUID authorizationId,
        UUID writeId,
        String provider,
        String clientId,
        Account account,
        List<String> modules,
        Permissions permissions,
        List<String> scopes,
        Tokens tokens,
        Instant authorizedAt,
        @Nullable Instant expiresAt) {
    public CredentialDocument {
        if (generation < 1) {
            throw new IllegalArgumentException("generations count from 1");
        }
        Objects.requireNonNull(authorizationId, "authorizationId");
        Objects.requireNonNull(writeId, "writeId");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(tokens, "tokens");
        modules = List.copyOf(modules);
        scopes = List.copyOf(scopes);
    }

    /** The same grant as a completion stores it. */
    public CredentialDocument completedAs(int generation, UUID writeId, Instant authorizedAt) {
        return new CredentialDocument(
                generation,
                authorizationId,
                writeId,
                provider,
                clientId,
                account,
                modules,
                permissions,
                scopes,
                tokens,
                authorizedAt,
                expiresAt);
    }

    /** The same grant after a refresh. */
    public CredentialDocument refreshedWith(
            UUID writeId, Tokens tokens, List<String> scopes, Permissions permissions, @Nullable Instant expiresAt) {
        return new CredentialDocument(
                generation,
                authorizationId,
                writeId,
                provider,
                clientId,
                account,
                modules,
                permissions,
                scopes,
                tokens,
                authorizedAt,
                expiresAt);
    }
}
