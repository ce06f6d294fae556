package io.latchkey.contracts.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An authorization as everybody with its {@code statusUrl} may see it. It carries neither the link nor the completion
 * code, and nothing of the account or of the caller.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AuthorizationView(
        @JsonPropertyDescription("Id of the authorization") UUID id,

        @JsonPropertyDescription("Id of the connection that it authorizes")
        UUID connectionId,

        @JsonPropertyDescription(
                "Status, also the parameter status of returnUrl. created: the link was not used yet. started: the user"
                        + " pressed Continue. consented: the user consented, and the authorization waits for its completion."
                        + " completed: the connection uses it. access_denied: the user or the provider refused."
                        + " account_changed: the account differs from that of the connection. superseded: another"
                        + " authorization was completed first. expired: a step was not taken in time. provider_error: the"
                        + " provider failed. closed: the connection was deleted")
        AuthorizationStatus status,

        @JsonPropertyDescription("Whether the status is final: it does not change any more")
        boolean ended,

        @JsonPropertyDescription(
                "Why it ended without success. access_denied, account_changed, superseded and closed: see the status."
                        + " Of status expired: link_expired (nobody pressed Continue), consent_expired (the consent was not"
                        + " finished), code_expired (nobody completed it). Of status provider_error: provider_error (the"
                        + " provider reported an error), wrong_issuer (the response came from another server),"
                        + " unexpected_value (the response named a server or an account in an invalid form),"
                        + " refused_too_often (the provider refused the entered values five times), exchange_failed (the"
                        + " provider issued no credential), provider_not_called (the operator must allow the provider's internal"
                        + " address), identity_unknown (the provider did not identify the account)")
        @Nullable
        AuthorizationFailure reason,

        @JsonPropertyDescription("The reason in words") @Nullable
        String detail,

        @JsonPropertyDescription("What to do next; only with a reason") @Nullable
        String remedy,

        @JsonPropertyDescription("When it was started") Instant createdAt,

        @JsonPropertyDescription("When it expires unless the next step is taken before; absent once it has ended")
        @Nullable
        Instant expiresAt,

        @JsonPropertyDescription("When it ended") @Nullable Instant endedAt) {}
