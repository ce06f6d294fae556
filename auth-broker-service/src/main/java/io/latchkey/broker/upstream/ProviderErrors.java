package io.latchkey.broker.upstream;

import static io.latchkey.contracts.connection.Outcome.LIMITED;
import static io.latchkey.contracts.connection.Outcome.OPERATOR_FAULT;
import static io.latchkey.contracts.connection.Outcome.SUSPECT;
import static io.latchkey.contracts.connection.Outcome.THROTTLED;
import static io.latchkey.contracts.connection.Outcome.TRANSIENT;
import static io.latchkey.contracts.connection.Outcome.UNKNOWN;

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
 * What a provider's failure means. Permanent or transient is decided here and nowhere else.
 *
 * <ol>
 *   <li>A code that the provider's file of the catalog declares decides first, then one of the standards, wherever the
 *       provider put it; then the status.
 *   <li>A description serves the reason that people read, never the outcome.
 *   <li>A 401 without a documented code is {@link Outcome#SUSPECT}: gateways in trouble send it too, so it ends nothing by
 *       itself.
 *   <li>What is not known is {@link Outcome#UNKNOWN}, which ends nothing.
 * </ol>
 */
public final class ProviderErrors {
    /** The detail of a response with a good status in which no token can be found. */
    public static final String NO_TOKEN = "no_access_token";

    /** The detail of a response that is longer than what is read. */
    public static final String TOO_LARGE = "answer_too_large";

    private static final int UNAUTHORIZED = 401;

    private final List<ErrorRule> declared;

    private ProviderErrors(List<ErrorRule> declared) {
        this.declared = declared;
    }

    public static ProviderErrors of(Provider provider) {
        return new ProviderErrors(provider.errors());
    }

    /** A code that an answer names, and what it means. */
    private record Named(String code, ErrorMeaning meaning) {}

    /** A token endpoint refused; a 401 that says no more means the client, not the grant (RFC 6749, section 5.2). */
    public Failure atTokenEndpoint(ProviderResponse answer, Instant now) {
        return documented(answer, now, meaning -> meaning != ErrorMeaning.TOKEN_INVALID)
                .orElseGet(() -> answer.status() == UNAUTHORIZED
                        ? new Failure(OPERATOR_FAULT, null, "http_401", UNAUTHORIZED, RetryAfter.of(answer, now))
                        : ofStatus(answer, now));
    }

    /** An API refused. */
    public Failure atApi(ProviderResponse answer, Instant now) {
        return documented(answer, now, meaning -> true).orElseGet(() -> ofStatus(answer, now));
    }

    /** The answer is no refusal, and not what was asked for either. */
    public static Failure nonsense(ProviderResponse answer, String detail) {
        return new Failure(UNKNOWN, null, detail, answer.status(), null);
    }

    /** A good status with nothing from the token endpoint: what stands before it has answered in its place. */
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
     * {@code invalid_grant} is said of everything: the description, where it is clear, gives a better reason. It gives
     * none that treats a valid access token otherwise.
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
