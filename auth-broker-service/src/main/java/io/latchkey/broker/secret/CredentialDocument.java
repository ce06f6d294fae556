package io.latchkey.broker.secret;

import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.catalog.Origin;
import io.latchkey.contracts.connection.Account;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The document that Vault stores for one connection, and that an authorization holds encrypted until completion. It
 * contains everything that its row and its facts contain, so that the row can be updated from the document after a
 * crash.
 *
 * @param generation of the completion that stored (or will store) it, from 1
 * @param authorizationId the authorization whose exchange returned the grant
 * @param writeId of the write that stored it: lets a writer that got no response recognize its own write
 * @param method the id, in the catalog, of the authentication method that it was obtained with
 * @param client the client that it was issued to; refresh and revocation use only that client. Null if the method has no
 *     client
 * @param account null until the provider has identified it
 * @param sentAt when the refresh that returned the tokens was sent, by the database's clock; null: they are from an
 *     exchange
 * @param origin where its tokens may be sent; null: nowhere until an operator confirms it
 * @param parameters values of the connection's parameters, with which the requests of its method are made
 * @param ownClient the client {@code client} with its secret, if the user entered it for this connection; otherwise null
 */
public record CredentialDocument(
        int generation,
        UUID authorizationId,
        UUID writeId,
        String provider,
        String method,
        @Nullable ClientRef client,
        @Nullable Account account,
        List<String> modules,
        Instant authorizedAt,
        Grant grant,
        @Nullable Instant sentAt,
        @Nullable Origin origin,
        Map<String, String> parameters,
        @Nullable ProviderClient ownClient) {
    public CredentialDocument {
        if (generation < 1) {
            throw new IllegalArgumentException("generations count from 1");
        }
        Objects.requireNonNull(authorizationId, "authorizationId");
        Objects.requireNonNull(writeId, "writeId");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(grant, "grant");
        modules = List.copyOf(modules);
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    }

    public Material material() {
        return grant.material();
    }

    /** Returns a copy with the label known {@code before} if the provider returns no label for the same account now. */
    public CredentialDocument keepingLabelOf(Optional<Stored> before) {
        var present = account;
        if (present == null || !Objects.equals(present.label(), present.id())) {
            return this;
        }
        return before.map(stored -> stored.document().account())
                .filter(known -> Objects.equals(present.id(), known.id()))
                .map(this::of)
                .orElse(this);
    }

    /** The id of the client that it was issued to; null if the method has no client. */
    public @Nullable String clientId() {
        return ClientRef.id(client);
    }

    /** The client that it was issued to. Fails for a method that has no client. */
    public ClientRef requireClient() {
        return Objects.requireNonNull(client, "client");
    }

    /** Whether the user has entered the client for this connection, which no other connection uses. */
    public boolean hasOwnClient() {
        return ownClient != null;
    }

    /** The provider's identifier of the account; empty if it is not known. */
    public Optional<String> accountId() {
        return Optional.ofNullable(account).map(Account::id);
    }

    /** Returns a copy with the account. */
    public CredentialDocument of(Account known) {
        return with(generation, writeId, known, authorizedAt, grant, sentAt, origin, parameters);
    }

    /** Returns a copy for a completion to store. */
    public CredentialDocument completedAs(int generation, UUID writeId, Instant authorizedAt) {
        return with(generation, writeId, account, authorizedAt, grant, sentAt, origin, parameters);
    }

    /** Returns a copy with the result of a refresh that was sent at {@code sentAt}. */
    public CredentialDocument refreshedWith(UUID writeId, Grant grant, Instant sentAt) {
        return with(generation, writeId, account, authorizedAt, grant, sentAt, origin, parameters);
    }

    /** Returns a copy with what the provider reports about the same tokens. */
    public CredentialDocument reportedWith(UUID writeId, Grant grant) {
        return with(generation, writeId, account, authorizedAt, grant, sentAt, origin, parameters);
    }

    /** Returns a copy with the result of a refresh that is not stored as a new version. */
    public CredentialDocument renewedWith(Grant grant) {
        return with(generation, writeId, account, authorizedAt, grant, sentAt, origin, parameters);
    }

    /** Returns a copy bound to the origin that issued its tokens. */
    public CredentialDocument boundTo(Origin origin) {
        return with(generation, writeId, account, authorizedAt, grant, sentAt, origin, parameters);
    }

    /** Returns a copy with values that the provider has named. */
    public CredentialDocument knowing(Map<String, String> learned) {
        var all = new HashMap<>(parameters);
        all.putAll(learned);
        return with(generation, writeId, account, authorizedAt, grant, sentAt, origin, all);
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
            @Nullable Origin origin,
            Map<String, String> parameters) {
        return new CredentialDocument(
                generation,
                authorizationId,
                writeId,
                provider,
                method,
                client,
                account,
                modules,
                authorizedAt,
                grant,
                sentAt,
                origin,
                parameters,
                ownClient);
    }
}
