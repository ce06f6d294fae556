package io.latchkey.contracts.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.latchkey.contracts.Fact;
import io.latchkey.contracts.connection.Account;
import io.latchkey.contracts.connection.Permissions;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.connection.Revocation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts of the broker about a credential, fenced by generation, then version, then time. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(CredentialFact.CredentialAuthorized.class),
    @JsonSubTypes.Type(CredentialFact.CredentialRefreshed.class),
    @JsonSubTypes.Type(CredentialFact.CredentialRefused.class),
    @JsonSubTypes.Type(CredentialFact.CredentialInDoubt.class),
    @JsonSubTypes.Type(CredentialFact.CredentialForgotten.class),
    @JsonSubTypes.Type(CredentialFact.CredentialDestroyed.class)
})
public sealed interface CredentialFact extends Fact {
    /**
     * A completion stored a new generation.
     *
     * @param method the id of the authentication method that it was obtained with
     * @param account null if the provider does not identify the account
     * @param parameters values of the connection's parameters, by their ids, no secrets; null: none
     * @param client whose client it was issued to, see {@link io.latchkey.contracts.connection.ConnectionView}; null: to
     *     none
     */
    @JsonTypeName("io.latchkey.credential.authorized.v1")
    record CredentialAuthorized(
            UUID factId,
            UUID connectionId,
            String tenant,
            int generation,
            long credentialVersion,
            Instant observedAt,
            UUID authorizationId,
            String method,
            @Nullable Account account,
            List<String> modules,
            Permissions permissions,
            @Nullable Instant expiresAt,
            @Nullable Map<String, String> parameters,
            @Nullable String client)
            implements CredentialFact {
        public CredentialAuthorized {
            parameters = parameters == null || parameters.isEmpty() ? null : Map.copyOf(parameters);
        }
    }

    /** A refresh, or a probe that reported another expiry or other scopes, stored a new version. */
    @JsonTypeName("io.latchkey.credential.refreshed.v1")
    record CredentialRefreshed(
            UUID factId,
            UUID connectionId,
            String tenant,
            int generation,
            long credentialVersion,
            Instant observedAt,
            Permissions permissions,
            @Nullable Instant expiresAt)
            implements CredentialFact {}

    /** The provider refused this version permanently. */
    @JsonTypeName("io.latchkey.credential.refused.v1")
    record CredentialRefused(
            UUID factId,
            UUID connectionId,
            String tenant,
            int generation,
            long credentialVersion,
            Instant observedAt,
            Reason reason)
            implements CredentialFact {}

    /**
     * A refresh of this version remained without a readable response, and may have replaced the refresh token. A newer
     * version or {@link CredentialRefused} ends the doubt.
     */
    @JsonTypeName("io.latchkey.credential.in-doubt.v1")
    record CredentialInDoubt(
            UUID factId, UUID connectionId, String tenant, int generation, long credentialVersion, Instant observedAt)
            implements CredentialFact {}

    /**
     * The tokens of an ended authorization, or a replaced credential, were revoked or given up; only for the history.
     *
     * @param cause {@code unredeemed}, {@code refused}, {@code unidentified} (the provider did not identify the
     *     account), {@code superseded}, {@code replaced} or {@code deleted} (with its connection)
     */
    @JsonTypeName("io.latchkey.credential.forgotten.v1")
    record CredentialForgotten(
            UUID factId,
            UUID connectionId,
            String tenant,
            Instant observedAt,
            UUID authorizationId,
            String cause,
            Revocation revocation)
            implements CredentialFact {}

    /** The connection's secret is destroyed in Vault. Also published for a connection that the broker did not know. */
    @JsonTypeName("io.latchkey.credential.destroyed.v1")
    record CredentialDestroyed(UUID factId, UUID connectionId, String tenant, Instant observedAt, Revocation revocation)
            implements CredentialFact {}
}
