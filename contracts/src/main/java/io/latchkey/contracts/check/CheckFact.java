package io.latchkey.contracts.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.latchkey.contracts.Fact;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Facts of the verifier. Facts from a check at the provider are fenced by generation, version and time; facts that only
 * depend on time by generation and {@code expiresAt}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(CheckFact.CheckCompleted.class),
    @JsonSubTypes.Type(CheckFact.NoticeDue.class),
    @JsonSubTypes.Type(CheckFact.GrantExpired.class)
})
public sealed interface CheckFact extends Fact {
    int generation();

    /** Whether it only depends on time, so that it may be published again with the same id after any time. */
    default boolean causedByClock() {
        return !(this instanceof CheckCompleted);
    }

    /**
     * Result of a check.
     *
     * @param credentialVersion of the credential that was probed
     * @param reason set only with {@link Outcome#PERMANENT}
     * @param detail a closed code that says more
     * @param httpStatus status of the provider's response; null without a response
     * @param expiresAt the expiry that has passed, if the result is only based on it; it then fences the result
     * @param reportedExpiresAt when the credential expires, as the provider reports; null: it reports no expiry. The
     *     broker publishes what follows for the grant
     * @param reportedScopes that the catalog names and the provider reports for the credential; null: it reports none
     */
    @JsonTypeName("io.latchkey.check.completed.v1")
    record CheckCompleted(
            UUID factId,
            UUID connectionId,
            String tenant,
            int generation,
            long credentialVersion,
            Instant observedAt,
            Outcome outcome,
            @Nullable Reason reason,
            @Nullable String detail,
            @Nullable Integer httpStatus,
            @Nullable Long latencyMillis,
            @Nullable Instant expiresAt,
            @Nullable Instant reportedExpiresAt,
            @Nullable List<String> reportedScopes)
            implements CheckFact {}

    /** The connection ends in {@code lead}; {@code factId} is UUIDv5 of connection, generation, end and lead. */
    @JsonTypeName("io.latchkey.notice.due.v1")
    record NoticeDue(
            UUID factId,
            UUID connectionId,
            String tenant,
            int generation,
            Instant observedAt,
            Instant expiresAt,
            Duration lead)
            implements CheckFact {}

    /** {@code expiresAt} has passed; {@code factId} is UUIDv5 of connection, generation and end. */
    @JsonTypeName("io.latchkey.grant.expired.v1")
    record GrantExpired(
            UUID factId, UUID connectionId, String tenant, int generation, Instant observedAt, Instant expiresAt)
            implements CheckFact {}
}
