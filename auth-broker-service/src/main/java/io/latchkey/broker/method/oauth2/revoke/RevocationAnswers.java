package io.latchkey.broker.method.oauth2.revoke;

import io.latchkey.broker.method.RevocationResult;
import io.latchkey.broker.upstream.failure.AnswerCodes;
import io.latchkey.broker.upstream.failure.ErrorMember;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.catalog.oauth2.RevocationRules;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the responses of revocation endpoints. The catalog defines which statuses and which body mean that the provider
 * revoked the token, and which mean that it no longer knows the token; each form of request has defaults. Every other
 * response counts as a failure: the token is still valid. Without a rule for the body, a body that reports no failure
 * means success: most bodies are empty.
 */
final class RevocationAnswers {
    private static final List<String> ERRORS = List.of("/error", "/errors", "/error_code", "/errorCode", "/fault");
    private static final List<String> RESULTS = List.of("/success", "/ok", "/revoked", "/status", "/result");
    private static final Set<String> FAILURES = Set.of("false", "error", "fail", "failed", "failure");

    private RevocationAnswers() {}

    static RevocationResult read(ProviderResponse answer, RevocationRules rules, ProviderErrors errors, Instant now) {
        boolean hasGoodStatus = rules.doneStatuses().contains(answer.status());
        boolean isPage = answer.isPage() && !answer.isEmpty();
        if (hasGoodStatus && !isPage && saysDone(answer, rules)) {
            return RevocationResult.DONE;
        }
        var failure = errors.atTokenEndpoint(answer, now);
        if (rules.goneStatuses().contains(answer.status()) || saysGone(answer, rules)) {
            return RevocationResult.ALREADY_GONE;
        }
        return (hasGoodStatus && isPage) || mayChange(answer, failure)
                ? RevocationResult.cannot(failure)
                : RevocationResult.refused(failure);
    }

    private static boolean saysDone(ProviderResponse answer, RevocationRules rules) {
        var success = rules.doneBody();
        return success == null ? !saysFailure(answer) : answer.satisfies(success);
    }

    /** Some providers report failures with status 200. */
    private static boolean saysFailure(ProviderResponse answer) {
        return ERRORS.stream().map(answer::at).anyMatch(ErrorMember::saysError)
                || RESULTS.stream()
                        .flatMap(pointer -> answer.text(pointer).stream())
                        .map(result -> result.toLowerCase(Locale.ROOT))
                        .anyMatch(FAILURES::contains);
    }

    /** An error code in a 401 response concerns the client that sent the request, not the token in it. */
    private static boolean saysGone(ProviderResponse answer, RevocationRules rules) {
        return answer.status() != 401
                && answer.status() < 500
                && AnswerCodes.of(answer).anyMatch(rules.goneCodes()::contains);
    }

    private static boolean mayChange(ProviderResponse answer, Failure failure) {
        if (answer.status() == 401 || answer.status() >= 500) {
            return true;
        }
        return switch (failure.outcome()) {
            case TRANSIENT, THROTTLED, OPERATOR_FAULT -> true;
            default -> false;
        };
    }
}
