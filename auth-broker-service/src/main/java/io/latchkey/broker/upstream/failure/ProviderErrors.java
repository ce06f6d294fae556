package io.latchkey.broker.upstream.failure;

import static io.latchkey.contracts.connection.Outcome.LIMITED;
import static io.latchkey.contracts.connection.Outcome.OPERATOR_FAULT;
import static io.latchkey.contracts.connection.Outcome.SUSPECT;
import static io.latchkey.contracts.connection.Outcome.THROTTLED;
import static io.latchkey.contracts.connection.Outcome.TRANSIENT;
import static io.latchkey.contracts.connection.Outcome.UNKNOWN;

import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.error.ErrorMeaning;
import io.latchkey.catalog.error.ErrorRule;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Interprets failures of a provider. This class alone decides between permanent and transient.
 *
 * <ol>
 *   <li>A code that the provider's catalog file declares takes precedence, then a standard code, in any part of the
 *       response, then the status.
 *   <li>A description affects only the reason shown to people, never the outcome.
 *   <li>A 401 without a documented code is {@link Outcome#SUSPECT}: failing gateways send it too, so it alone makes no
 *       credential invalid.
 *   <li>An unknown failure is {@link Outcome#UNKNOWN}, which makes no credential invalid.
 * </ol>
 */
public final class ProviderErrors {
    /** The detail for a response with a success status that contains no token. */
    public static final String NO_TOKEN = "no_access_token";

    /** The detail for a response with a success status that does not name the account. */
    public static final String NO_ACCOUNT = "no_account";

    /** The detail for a response that exceeds the size limit. */
    public static final String TOO_LARGE = "answer_too_large";

    private static final String REFUSED_IN_BODY = "refused_in_body";
    private static final int UNAUTHORIZED = 401;

    private final List<ErrorRule> declared;

    private ProviderErrors(List<ErrorRule> declared) {
        this.declared = declared;
    }

    public static ProviderErrors of(Provider provider) {
        return new ProviderErrors(provider.errors());
    }

    /** A code in a response, with its meaning. */
    private record Named(String code, ErrorMeaning meaning) {}

    /**
     * Interprets a refusal by a token endpoint. A 401 without further information concerns the client, not the grant
     * (RFC 6749, section 5.2).
     */
    public Failure atTokenEndpoint(ProviderResponse answer, Instant now) {
        return documented(answer, now, meaning -> meaning != ErrorMeaning.TOKEN_INVALID)
                .orElseGet(() -> answer.status() == UNAUTHORIZED
                        ? new Failure(OPERATOR_FAULT, null, "http_401", UNAUTHORIZED, RetryAfter.of(answer, now))
                        : ofStatus(answer, now));
    }

    /** Interprets a refusal by an API. */
    public Failure atApi(ProviderResponse answer, Instant now) {
        return documented(answer, now, meaning -> true).orElseGet(() -> ofStatus(answer, now));
    }

    /** As a 401 of an API, for a provider that sends another status to one whose credential it does not accept. */
    public static Failure unauthorized(ProviderResponse answer) {
        return new Failure(SUSPECT, null, "http_" + answer.status(), UNAUTHORIZED, null);
    }

    /** The same for a provider that says so in the body. */
    public static Failure refusedInBody() {
        return new Failure(SUSPECT, null, REFUSED_IN_BODY, UNAUTHORIZED, null);
    }

    /** As {@code invalid_client}, for a provider whose response has only a status. */
    public static Failure clientRefused(ProviderResponse answer) {
        return new Failure(OPERATOR_FAULT, null, "http_" + answer.status(), answer.status(), null);
    }

    /** The failure for a response that is neither a refusal nor the expected result. */
    public static Failure nonsense(ProviderResponse answer, String detail) {
        return new Failure(UNKNOWN, null, detail, answer.status(), null);
    }

    /**
     * The failure for a response with a success status that does not come from the token endpoint: an intermediary
     * responded instead.
     */
    public static Failure noAnswer(ProviderResponse answer) {
        return new Failure(TRANSIENT, null, answer.isPage() ? Failure.PAGE : Failure.EMPTY, answer.status(), null);
    }

    private Optional<Failure> documented(ProviderResponse answer, Instant now, Predicate<ErrorMeaning> applies) {
        return named(answer)
                .filter(named -> applies.test(named.meaning()))
                .findFirst()
                .map(named -> of(named, answer, now));
    }

    private Stream<Named> named(ProviderResponse answer) {
        var usual = AnswerCodes.of(answer).toList();
        var own = declared.stream()
                .flatMap(rule -> (rule.at().isEmpty() ? usual.stream() : AnswerCodes.at(answer, rule.at()))
                        .flatMap(text -> rule.namedBy(text).stream())
                        .map(code -> new Named(code, rule.means())));
        var standard = usual.stream()
                .flatMap(code -> StandardCodes.meaning(code).map(meaning -> new Named(code, meaning)).stream());
        return Stream.concat(own, standard);
    }

    private static Failure of(Named named, ProviderResponse answer, Instant now) {
        var reason = named.meaning().reason() == Reason.REFUSED
                ? described(answer)
                : named.meaning().reason();
        return new Failure(
                named.meaning().outcome(), reason, named.code(), answer.status(), RetryAfter.of(answer, now));
    }

    private static Failure ofStatus(ProviderResponse answer, Instant now) {
        int status = answer.status();
        var outcome = UNKNOWN;
        if (status == 429 || (status == 403 && rateLimited(answer))) {
            outcome = THROTTLED;
        } else if (status >= 500 || status == 408 || status == 425 || status == 499) {
            outcome = TRANSIENT;
        } else if (status == UNAUTHORIZED) {
            outcome = SUSPECT;
        } else if (status == 402 || status == 403 || status == 404) {
            outcome = LIMITED;
        }
        return new Failure(outcome, null, "http_" + status, status, RetryAfter.of(answer, now));
    }

    /**
     * Providers send {@code invalid_grant} for many causes. An unambiguous description gives a better reason. It never
     * gives a reason that changes how a valid access token is treated.
     */
    private static Reason described(ProviderResponse answer) {
        var text = answer.text("/error_description").orElse("").toLowerCase(Locale.ROOT);
        if (text.contains("disabled")) {
            return Reason.ACCOUNT_DISABLED;
        }
        if (text.contains("password") && (text.contains("changed") || text.contains("reset"))) {
            return Reason.PASSWORD_CHANGED;
        }
        if (text.contains("inactivity")) {
            return Reason.INACTIVE;
        }
        return text.contains("revoked") && !text.contains("expired") ? Reason.REVOKED : Reason.REFUSED;
    }

    private static boolean rateLimited(ProviderResponse answer) {
        return answer.header(RetryAfter.HEADER).isPresent()
                || answer.header("x-ratelimit-remaining").filter("0"::equals).isPresent();
    }
}
