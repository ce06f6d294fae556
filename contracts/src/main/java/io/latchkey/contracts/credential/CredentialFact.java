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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the broker tells of a credential, fenced by generation, then version, then time. */
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
     * @param account null where the provider does not tell whose account it is
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
            @Nullable Instant expiresAt)
            implements CredentialFact {}

    /** A refresh stored a new version. */
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

    /** The provider refused this version for good. */
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
     * The provider answered a refresh of this version with success, but no token could be found in the response. The
     * grant may have rotated; a newer version ends the doubt, and so does {@link CredentialRefused}.
     */
    @JsonTypeName("io.latchkey.credential.in-doubt.v1")
    record CredentialInDoubt(
            UUID factId, UUID connectionId, String tenant, int generation, long credentialVersion, Instant observedAt)
            implements CredentialFact {}

    /**
     * What an authorization brought, or a replaced credential, was given up; of interest to the history only.
     *
     * @param cause {@code unredeemed}, {@code refused}, {@code unidentified} (the provider did not say whose account it is),
     *     {@code superseded}, {@code replaced} or {@code deleted} (with its connection)
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

    /** Nothing of the connection's secret is left in Vault. Also told of a connection the broker never knew. */
    @JsonTypeName("io.latchkey.credential.destroyed.v1")
    record CredentialDestroyed(UUID factId, UUID connectionId, String tenant, Instant observedAt, Revocation revocation)
            implements CredentialFact {}
}
