package io.latchkey.contracts.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
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
    @JsonSubTypes.Type(value = CredentialFact.CredentialAuthorized.class, name = "credential-authorized"),
    @JsonSubTypes.Type(value = CredentialFact.CredentialRefreshed.class, name = "credential-refreshed"),
    @JsonSubTypes.Type(value = CredentialFact.CredentialRefused.class, name = "credential-refused"),
    @JsonSubTypes.Type(value = CredentialFact.CredentialInDoubt.class, name = "credential-in-doubt"),
    @JsonSubTypes.Type(value = CredentialFact.CredentialForgotten.class, name = "credential-forgotten"),
    @JsonSubTypes.Type(value = CredentialFact.CredentialDestroyed.class, name = "credential-destroyed")
})
public sealed interface CredentialFact {
    /** Stable: the same fact told twice has the same id. */
    UUID factId();

    UUID connectionId();

    String tenant();

    Instant observedAt();

    /** A completion stored a new generation. */
    record CredentialAuthorized(
            UUID factId,
            UUID connectionId,
            String tenant,
            int generation,
            long credentialVersion,
            Instant observedAt,
            UUID authorizationId,
            Account account,
            List<String> modules,
            Permissions permissions,
            @Nullable Instant expiresAt)
            implements CredentialFact {}

    /** A refresh stored a new version. */
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
    record CredentialInDoubt(
            UUID factId, UUID connectionId, String tenant, int generation, long credentialVersion, Instant observedAt)
            implements CredentialFact {}

    /**
     * What an authorization brought, or a replaced credential, was given up; of interest to the history only.
     *
     * @param cause {@code unredeemed}, {@code refused}, {@code unidentified} (the provider did not say whose account it is),
     *     {@code superseded}, {@code replaced} or {@code deleted} (with its connection)
     */
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
    record CredentialDestroyed(UUID factId, UUID connectionId, String tenant, Instant observedAt, Revocation revocation)
            implements CredentialFact {}
}
