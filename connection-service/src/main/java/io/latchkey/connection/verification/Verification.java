package io.latchkey.connection.verification;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of an on-demand check. */
record Verification(
        @JsonPropertyDescription("Result of the check") Outcome outcome,

        @JsonPropertyDescription("Why a person must act; only with the outcome permanent") @Nullable
        Reason reason,

        @JsonPropertyDescription("The reason in words; with the outcome suspect, what that means and what happens next")
        @Nullable
        String reasonText,

        @JsonPropertyDescription("Code from a closed list with more detail") @Nullable
        String detail,

        @JsonPropertyDescription("Response time of the provider; absent if it did not respond") @Nullable
        Long latencyMillis,

        @JsonPropertyDescription("Status of the provider's response; absent if there was none") @Nullable
        Integer httpStatus,

        @JsonPropertyDescription(
                "When the credential expires, as the provider reports in this check; absent if it reports no expiry")
        @Nullable
        Instant expiresAt,

        @JsonPropertyDescription(
                "The scopes in the catalog that the provider reports for the credential in this check; absent if it reports none")
        @Nullable
        List<String> scopes,

        @JsonPropertyDescription("When the check ended") Instant checkedAt,

        @JsonPropertyDescription("State of the connection afterwards")
        ConnectionState state) {
    private static final String SUSPECT_TEXT = "The provider refused the credential, which may be a fault on its side."
            + " The connection does not change. Latchkey checks again within minutes, and requires a reauthorization only if"
            + " the provider keeps refusing for an hour.";

    private static final String NOT_VERIFIABLE_TEXT =
            "The provider offers no request that would tell whether the credential works.";

    static Verification of(CheckCompleted check, ConnectionState state) {
        var reason = check.reason();
        return new Verification(
                check.outcome(),
                reason,
                text(check.outcome(), reason),
                check.detail(),
                check.latencyMillis(),
                check.httpStatus(),
                check.reportedExpiresAt(),
                check.reportedScopes(),
                check.observedAt().truncatedTo(ChronoUnit.MICROS),
                state);
    }

    private static @Nullable String text(Outcome outcome, @Nullable Reason reason) {
        if (reason != null) {
            return reason.advice();
        }
        return switch (outcome) {
            case SUSPECT -> SUSPECT_TEXT;
            case NOT_VERIFIABLE -> NOT_VERIFIABLE_TEXT;
            default -> null;
        };
    }
}
