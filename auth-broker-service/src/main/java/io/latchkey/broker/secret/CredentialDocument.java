package io.latchkey.broker.secret;

import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.catalog.Origin;
import io.latchkey.contracts.connection.Account;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Vault holds of one connection, and what an authorization holds as ciphertext until completion. It carries all that its row
 * and its facts say, so that after a crash the row can follow the document.
 *
 * @param generation of the completion that stored (or will store) it, from 1
 * @param authorizationId whose exchange returned the grant
 * @param writeId of the write that stored it: tells a writer whether a write it heard nothing of was its own
 * @param method the id, in the catalog, of the authentication method that it was obtained with
 * @param clientId the client it was issued to; refresh and revocation use that client only. Null where the method has none
 * @param account null until the provider has said whose account it is
 * @param sentAt when the refresh that returned the tokens was sent, by the database's clock; null: they are from an
 *     exchange
 * @param origin where its tokens may be sent; null: nowhere until an operator confirms it
 */
public record CredentialDocument(
        int generation,
        UUID authorizationId,
        UUID writeId,
        String provider,
        String method,
        @Nullable String clientId,
        @Nullable Account account,
        List<String> modules,
        Instant authorizedAt,
        Grant grant,
        @Nullable Instant sentAt,
        @Nullable Origin origin) {
    public CredentialDocument {
        if (generation < 1) {
            throw new IllegalArgumentException("generations count from 1");
        }
        Objects.requireNonNull(authorizationId, "authorizationId");
        Objects.requireNonNull(writeId, "writeId");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(grant, "grant");
        modules = List.copyOf(modules);
    }

    public Material material() {
        return grant.material();
    }

    /** The same, with the label known {@code before} where the provider tells none for the same account now. */
    public CredentialDocument keepingLabelOf(Optional<Stored> before) {
        var present = account;
        if (present == null) {
            return this;
        }
        return before.map(stored -> stored.document().account())
                .filter(known ->
                        known.id().equals(present.id()) && present.label().equals(present.id()))
                .map(this::of)
                .orElse(this);
    }

    /** The provider's identifier of the account; empty if it is not known. */
    public Optional<String> accountId() {
        return Optional.ofNullable(account).map(Account::id);
    }

    /** The same once its account is known. */
    public CredentialDocument of(Account known) {
        return with(generation, writeId, known, authorizedAt, grant, sentAt, origin);
    }

    /** The same as a completion stores it. */
    public CredentialDocument completedAs(int generation, UUID writeId, Instant authorizedAt) {
        return with(generation, writeId, account, authorizedAt, grant, sentAt, origin);
    }

    /** The same after a refresh that was sent at {@code sentAt}. */
    public CredentialDocument refreshedWith(UUID writeId, Grant grant, Instant sentAt) {
        return with(generation, writeId, account, authorizedAt, grant, sentAt, origin);
    }

    /** The same after a refresh that is not stored as another version. */
    public CredentialDocument renewedWith(Grant grant) {
        return with(generation, writeId, account, authorizedAt, grant, sentAt, origin);
    }

    /** The same, bound to the origin that its tokens come from. */
    public CredentialDocument boundTo(Origin origin) {
        return with(generation, writeId, account, authorizedAt, grant, sentAt, origin);
    }

    /** Whether it comes from a later completion, or from a refresh of the same grant that was sent later. */
    public boolean supersedes(CredentialDocument other) {
        if (generation != other.generation) {
            return generation > other.generation;
        }
        return sentAt != null && (other.sentAt == null || sentAt.isAfter(other.sentAt));
    }

    private CredentialDocument with(
            int generation,
            UUID writeId,
            @Nullable Account account,
            Instant authorizedAt,
            Grant grant,
            @Nullable Instant sentAt,
            @Nullable Origin origin) {
        return new CredentialDocument(
                generation,
                authorizationId,
                writeId,
                provider,
                method,
                clientId,
                account,
                modules,
                authorizedAt,
                grant,
                sentAt,
                origin);
    }
}
