package io.latchkey.broker.remote;

import static io.latchkey.contracts.check.Outcome.INSUFFICIENT;
import static io.latchkey.contracts.check.Outcome.LIMITED;
import static io.latchkey.contracts.check.Outcome.OPERATOR_FAULT;
import static io.latchkey.contracts.check.Outcome.PERMANENT;
import static io.latchkey.contracts.check.Outcome.SUSPECT;
import static io.latchkey.contracts.check.Outcome.THROTTLED;
import static io.latchkey.contracts.check.Outcome.TRANSIENT;
import static io.latchkey.contracts.check.Outcome.UNKNOWN;
import static java.util.Map.entry;

import io.latchkey.broker.remote.ProviderHttp.AnswerTooLarge;
import io.latchkey.contracts.check.Outcome;
import io.latchkey.contracts.connection.Reason;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's failure means. Permanent or transient is decided here and nowhere else.
 *
 * <ol>
 *   <li>A documented code decides first, wherever the provider put it; then the status.
 *   <li>A description serves the reason that people read, never the outcome.
 *   <li>A 401 without a documented code is {@link Outcome#SUSPECT}: gateways in trouble send it too, so it ends nothing by
 *       itself.
 *   <li>What is not known is {@link Outcome#UNKNOWN}, which ends nothing.
 * </ol>
 */
public final class Failures {
    private record Meaning(Outcome outcome, @Nullable Reason reason) {}

    private static final Map<String, Meaning> CODES = Map.ofEntries(
            ends("invalid_grant", Reason.REFUSED),
            ends("bad_refresh_token", Reason.REFUSED),
            ends("invalid_auth", Reason.REFUSED),
            ends("token_rejected", Reason.REFUSED),
            ends("token_revoked", Reason.REVOKED),
            ends("authorization_not_found", Reason.REVOKED),
            ends("token_expired", Reason.EXPIRED),
            ends("account_inactive", Reason.ACCOUNT_DISABLED),
            ends("interaction_required", Reason.INTERACTION_REQUIRED),
            ends("login_required", Reason.INTERACTION_REQUIRED),
            ends("consent_required", Reason.CONSENT_REQUIRED),
            ends("aadsts50076", Reason.INTERACTION_REQUIRED),
            ends("aadsts50079", Reason.INTERACTION_REQUIRED),
            ends("aadsts50173", Reason.INTERACTION_REQUIRED),
            ends("aadsts700082", Reason.EXPIRED),
            ends("aadsts70043", Reason.EXPIRED),
            ends("aadsts65001", Reason.CONSENT_REQUIRED),
            ends("aadsts50057", Reason.ACCOUNT_DISABLED),
            ends("meta458", Reason.REVOKED),
            ends("meta460", Reason.INTERACTION_REQUIRED),
            ends("meta463", Reason.EXPIRED),
            ends("meta467", Reason.REFUSED),
            is("invalid_client", OPERATOR_FAULT),
            is("unauthorized_client", OPERATOR_FAULT),
            is("incorrect_client_credentials", OPERATOR_FAULT),
            is("redirect_uri_mismatch", OPERATOR_FAULT),
            is("unsupported_grant_type", OPERATOR_FAULT),
            is("aadsts7000215", OPERATOR_FAULT),
            is("aadsts7000222", OPERATOR_FAULT),
            is("invalid_scope", INSUFFICIENT),
            is("insufficient_scope", INSUFFICIENT),
            is("missing_scope", INSUFFICIENT),
            is("access_token_scope_insufficient", INSUFFICIENT),
            is("ratelimited", THROTTLED),
            is("rate_limited", THROTTLED),
            is("rate_limit_exceeded", THROTTLED),
            is("temporarily_unavailable", TRANSIENT),
            is("server_error", TRANSIENT),
            is("internal_error", TRANSIENT),
            is("fatal_error", TRANSIENT));

    private static final Pattern AADSTS = Pattern.compile("AADSTS\\d{4,8}");
    private static final Pattern SPELT_AS_CODE = Pattern.compile("[a-z0-9_.-]{1,64}");
    private static final List<String> CODE_POINTERS =
            List.of("/error", "/error/code", "/error/status", "/code", "/error/details/0/reason");
    private static final String META_ENDED = "190";
    private static final int UNAUTHORIZED = 401;

    private Failures() {}

    /** There was no answer. */
    static Failure ofTransport(Throwable failure) {
        return new Failure(TRANSIENT, null, transportDetail(failure), null, null);
    }

    /** A token endpoint refused; a 401 that says no more means the client, not the grant (RFC 6749, section 5.2). */
    public static Failure ofTokenEndpoint(ProviderAnswer answer, Instant now) {
        var failure = of(answer, now);
        return answer.status() == UNAUTHORIZED && failure.detail().equals("http_" + UNAUTHORIZED)
                ? new Failure(OPERATOR_FAULT, null, failure.detail(), UNAUTHORIZED, failure.retryAfter())
                : failure;
    }

    /** An API refused. */
    public static Failure of(ProviderAnswer answer, Instant now) {
        return codes(answer)
                .filter(CODES::containsKey)
                .findFirst()
                .map(code -> of(CODES.get(code), code, answer, now))
                .orElseGet(() -> ofStatus(answer, now));
    }

    /** The answer is no refusal, and not what was asked for either. */
    public static Failure nonsense(ProviderAnswer answer, String detail) {
        return new Failure(UNKNOWN, null, detail, answer.status(), null);
    }

    private static Failure of(Meaning meaning, String code, ProviderAnswer answer, Instant now) {
        var reason = meaning.reason == Reason.REFUSED ? described(answer) : meaning.reason;
        return new Failure(meaning.outcome, reason, code, answer.status(), retryAfter(answer, now));
    }

    private static Failure ofStatus(ProviderAnswer answer, Instant now) {
        int status = answer.status();
        var outcome = UNKNOWN;
        if (status == 429 || (status == 403 && rateLimited(answer))) {
            outcome = THROTTLED;
        } else if (status >= 500 || status == 408 || status == 425) {
            outcome = TRANSIENT;
        } else if (status == UNAUTHORIZED) {
            outcome = SUSPECT;
        } else if (status == 402 || status == 403 || status == 404) {
            outcome = insufficientScope(answer) ? INSUFFICIENT : LIMITED;
        }
        return new Failure(outcome, null, "http_" + status, status, retryAfter(answer, now));
    }

    /** The error codes that an answer names, in lower case, the most telling first. */
    public static Stream<String> codes(ProviderAnswer answer) {
        var description = answer.text("/error_description").orElse("");
        var microsoft = AADSTS.matcher(description).results().map(match -> match.group());
        var meta = answer.text("/error/code")
                .filter(META_ENDED::equals)
                .flatMap(code -> answer.text("/error/error_subcode"))
                .map(subcode -> "meta" + subcode);
        return Stream.of(microsoft, meta.stream(), CODE_POINTERS.stream().flatMap(p -> answer.text(p).stream()))
                .flatMap(codes -> codes)
                .map(code -> code.toLowerCase(Locale.ROOT))
                .filter(code -> SPELT_AS_CODE.matcher(code).matches());
    }

    /** {@code invalid_grant} is said of everything: the description, where it is clear, gives a better reason. */
    private static Reason described(ProviderAnswer answer) {
        var text = answer.text("/error_description").orElse("").toLowerCase(Locale.ROOT);
        if (text.contains("disabled")) {
            return Reason.ACCOUNT_DISABLED;
        }
        return text.contains("revoked") && !text.contains("expired") ? Reason.REVOKED : Reason.REFUSED;
    }

    private static boolean rateLimited(ProviderAnswer answer) {
        return answer.header("retry-after").isPresent()
                || answer.header("x-ratelimit-remaining").filter("0"::equals).isPresent();
    }

    private static boolean insufficientScope(ProviderAnswer answer) {
        return answer.header("www-authenticate")
                .filter(challenge -> challenge.contains("insufficient_scope"))
                .isPresent();
    }

    /** Seconds or an HTTP date (RFC 9110, section 10.2.3); null if there is neither. */
    private static @Nullable Duration retryAfter(ProviderAnswer answer, Instant now) {
        return answer.header("retry-after")
                .flatMap(value -> delay(value.strip(), now))
                .orElse(null);
    }

    private static Optional<Duration> delay(String value, Instant now) {
        if (value.matches("\\d{1,7}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            var date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(now, date)).filter(d -> !d.isNegative());
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }

    private static String transportDetail(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException || cause instanceof SocketTimeoutException) {
                return "timeout";
            }
            if (cause instanceof UnknownHostException) {
                return "dns";
            }
            if (cause instanceof SSLException) {
                return "tls";
            }
            if (cause instanceof AnswerTooLarge) {
                return "answer_too_large";
            }
        }
        return "connection";
    }

    private static Map.Entry<String, Meaning> ends(String code, Reason reason) {
        return entry(code, new Meaning(PERMANENT, reason));
    }

    private static Map.Entry<String, Meaning> is(String code, Outcome outcome) {
        return entry(code, new Meaning(outcome, null));
    }
}
