package io.latchkey.broker.token;

import io.latchkey.broker.remote.Failure;
import io.latchkey.broker.remote.Failures;
import io.latchkey.broker.remote.ProviderAnswer;
import io.latchkey.catalog.oauth2.RevocationRules;
import java.time.Instant;

/**
 * Reads what revocation endpoints answer. The catalogue says, by default for each form, which statuses and which body
 * mean that the token was revoked and which that it was gone already; every other answer leaves the token alive.
 */
final class RevocationAnswers {
    private RevocationAnswers() {}

    static RevocationResult read(ProviderAnswer answer, RevocationRules rules, Instant now) {
        if (rules.doneStatuses().contains(answer.status()) && saysDone(answer, rules)) {
            return RevocationResult.DONE;
        }
        var failure = Failures.ofTokenEndpoint(answer, now);
        if (rules.goneStatuses().contains(answer.status()) || saysGone(answer, rules)) {
            return RevocationResult.ALREADY_GONE;
        }
        return mayChange(answer, failure) ? RevocationResult.cannot(failure) : RevocationResult.refused(failure);
    }

    /** Without a rule for the body, any that names an error is none of success: some providers answer errors with 200. */
    private static boolean saysDone(ProviderAnswer answer, RevocationRules rules) {
        var success = rules.doneBody();
        return success == null
                ? !TokenReplies.saysError(answer.at("/error"))
                : answer.text(success.pointer())
                        .filter(success.equals()::equals)
                        .isPresent();
    }

    /** A code in a 401 is about the client that asks, not about the token that it names. */
    private static boolean saysGone(ProviderAnswer answer, RevocationRules rules) {
        return answer.status() != 401
                && answer.status() < 500
                && Failures.codes(answer).anyMatch(rules.goneCodes()::contains);
    }

    private static boolean mayChange(ProviderAnswer answer, Failure failure) {
        if (answer.status() == 401 || answer.status() >= 500) {
            return true;
        }
        return switch (failure.outcome()) {
            case TRANSIENT, THROTTLED, OPERATOR_FAULT -> true;
            default -> false;
        };
    }
}
