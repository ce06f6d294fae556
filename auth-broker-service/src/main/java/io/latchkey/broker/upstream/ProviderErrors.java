package io.latchkey.broker.upstream;

import static io.latchkey.contracts.connection.Outcome.INSUFFICIENT;
import static io.latchkey.contracts.connection.Outcome.LIMITED;
import static io.latchkey.contracts.connection.Outcome.OPERATOR_FAULT;
import static io.latchkey.contracts.connection.Outcome.PERMANENT;
import static io.latchkey.contracts.connection.Outcome.SUSPECT;
import static io.latchkey.contracts.connection.Outcome.THROTTLED;
import static io.latchkey.contracts.connection.Outcome.TRANSIENT;
import static io.latchkey.contracts.connection.Outcome.UNKNOWN;
import static java.util.Map.entry;

import io.latchkey.broker.upstream.ProviderHttp.AnswerTooLarge;
import io.latchkey.broker.upstream.ProviderHttp.NeverSent;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
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
public final class ProviderErrors {
    /** The detail of a response with a good status in which no token can be found. */
    public static final String NO_TOKEN = "no_access_token";

    /** The detail of a response that is longer than what is read. */
    public static final String TOO_LARGE = "answer_too_large";

    private record Meaning(Outcome outcome, @Nullable Reason reason) {}

    private static final Map<String, Meaning> CODES = Map.ofEntries(
            ends("invalid_grant", Reason.REFUSED),
            ends("bad_refresh_token", Reason.REFUSED),
            ends("invalid_refresh_token", Reason.REFUSED),
            ends("invalid_code", Reason.REFUSED),
            ends("invalid_auth", Reason.REFUSED),
            ends("token_rejected", Reason.REFUSED),
            ends("bad_token", Reason.REFUSED),
            ends("token_revoked", Reason.REVOKED),
            ends("authorization_not_found", Reason.REVOKED),
            ends("token_expired", Reason.EXPIRED),
            ends("account_inactive", Reason.ACCOUNT_DISABLED),
            ends("inactive_user", Reason.ACCOUNT_DISABLED),
            ends("inactive_org", Reason.ACCOUNT_DISABLED),
            ends("interaction_required", Reason.INTERACTION_REQUIRED),
            ends("login_required", Reason.INTERACTION_REQUIRED),
            ends("basic_action", Reason.INTERACTION_REQUIRED),
            ends("additional_action", Reason.INTERACTION_REQUIRED),
            ends("message_only", Reason.POLICY),
            ends("invalid_rapt", Reason.INTERACTION_REQUIRED),
            ends("insufficient_claims", Reason.INTERACTION_REQUIRED),
            ends("insufficient_user_authentication", Reason.INTERACTION_REQUIRED),
            ends("consent_required", Reason.CONSENT_REQUIRED),
            ends("user_password_expired", Reason.PASSWORD_CHANGED),
            ends("admin_policy_enforced", Reason.POLICY),
            ends("protection_policy_required", Reason.POLICY),
            ends("device_authentication_failed", Reason.POLICY),
            ends("ekm_access_denied", Reason.POLICY),
            ends("meta458", Reason.REVOKED),
            ends("meta459", Reason.INTERACTION_REQUIRED),
            ends("meta460", Reason.PASSWORD_CHANGED),
            ends("meta463", Reason.EXPIRED),
            ends("meta464", Reason.ACCOUNT_DISABLED),
            ends("meta467", Reason.REFUSED),
            is("invalid_client", OPERATOR_FAULT),
            is("unauthorized_client", OPERATOR_FAULT),
            is("incorrect_client_credentials", OPERATOR_FAULT),
            is("invalid_client_secret", OPERATOR_FAULT),
            is("bad_client_secret", OPERATOR_FAULT),
            is("invalid_client_id", OPERATOR_FAULT),
            is("redirect_uri_mismatch", OPERATOR_FAULT),
            is("unsupported_grant_type", OPERATOR_FAULT),
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

    private static final int[] STEP_UP = {16000, 50058, 50072, 50074, 50076, 50078, 50079, 50158, 70044};
    private static final int[] BLOCKED_BY_POLICY = {
        50005, 50097, 50105, 50131, 53000, 53001, 53002, 53003, 53004, 53005, 53009, 53010, 53011, 530002, 530003,
        530034
    };
    private static final int[] PASSWORD = {50055, 50133, 50142, 50144, 50173};
    private static final int[] UNUSED = {70008, 700082};
    private static final int[] OVER = {50089, 70043, 700081, 700084};
    private static final int[] CONSENT = {65001, 65004, 90094};
    private static final int[] ACCOUNT = {50034, 50057};
    private static final int[] CLIENT = {
        50011, 70001, 70002, 90002, 500011, 700016, 700027, 7000112, 7000215, 7000216, 7000218, 7000222
    };
    private static final int[] BUSY = {20033, 90006, 90012, 90033};
    private static final int[] TOO_OFTEN = {50196, 90055};
    private static final Map<String, Meaning> AADSTS = aadsts();

    /** Of RFC 6750, section 3.1: about the access token that was sent. At a token endpoint none is. */
    private static final String INVALID_TOKEN = "invalid_token";

    private static final int UNAUTHORIZED = 401;

    private ProviderErrors() {}

    /** There was no answer. */
    static Failure ofTransport(Throwable failure) {
        return new Failure(TRANSIENT, null, transportDetail(failure), null, null);
    }

    /** A token endpoint refused; a 401 that says no more means the client, not the grant (RFC 6749, section 5.2). */
    public static Failure ofTokenEndpoint(ProviderResponse answer, Instant now) {
        return documented(answer, now)
                .orElseGet(() -> answer.status() == UNAUTHORIZED
                        ? new Failure(OPERATOR_FAULT, null, "http_401", UNAUTHORIZED, retryAfter(answer, now))
                        : ofStatus(answer, now));
    }

    /** An API refused. */
    public static Failure of(ProviderResponse answer, Instant now) {
        return documented(answer, now)
                .orElseGet(() -> codes(answer).anyMatch(INVALID_TOKEN::equals)
                        ? tokenInvalid(answer, INVALID_TOKEN)
                        : ofStatus(answer, now));
    }

    /** An API says, in whatever way, that it does not take the access token: it is what a 401 is. */
    public static Failure tokenInvalid(ProviderResponse answer, String detail) {
        return new Failure(SUSPECT, null, detail, answer.status(), null);
    }

    private static Optional<Failure> documented(ProviderResponse answer, Instant now) {
        return codes(answer)
                .filter(code -> meaning(code) != null)
                .findFirst()
                .map(code -> of(meaning(code), code, answer, now));
    }

    private static @Nullable Meaning meaning(String code) {
        return CODES.getOrDefault(code, AADSTS.get(code));
    }

    /** The answer is no refusal, and not what was asked for either. */
    public static Failure nonsense(ProviderResponse answer, String detail) {
        return new Failure(UNKNOWN, null, detail, answer.status(), null);
    }

    /** A good status with nothing from the token endpoint: what stands before it has answered in its place. */
    public static Failure noAnswer(ProviderResponse answer) {
        return new Failure(TRANSIENT, null, answer.isPage() ? Failure.PAGE : Failure.EMPTY, answer.status(), null);
    }

    private static Failure of(Meaning meaning, String code, ProviderResponse answer, Instant now) {
        var reason = meaning.reason == Reason.REFUSED ? described(answer) : meaning.reason;
        return new Failure(meaning.outcome, reason, code, answer.status(), retryAfter(answer, now));
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
        return new Failure(outcome, null, "http_" + status, status, retryAfter(answer, now));
    }

    /** The error codes that an answer names, in lower case, the most telling first. */
    public static Stream<String> codes(ProviderResponse answer) {
        return AnswerCodes.of(answer);
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
        return answer.header("retry-after").isPresent()
                || answer.header("x-ratelimit-remaining").filter("0"::equals).isPresent();
    }

    /** Seconds or an HTTP date (RFC 9110, section 10.2.3); null if there is neither. */
    private static @Nullable Duration retryAfter(ProviderResponse answer, Instant now) {
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
        if (failure instanceof NeverSent) {
            return unreached(failure);
        }
        if (failure instanceof AnswerTooLarge) {
            return TOO_LARGE;
        }
        return causes(failure).anyMatch(ProviderErrors::isTimeout) ? "timeout" : "connection";
    }

    private static String unreached(Throwable failure) {
        if (causes(failure).anyMatch(UnknownHostException.class::isInstance)) {
            return Failure.DNS;
        }
        return causes(failure).anyMatch(SSLException.class::isInstance) ? Failure.TLS : Failure.UNREACHABLE;
    }

    private static boolean isTimeout(Throwable failure) {
        return failure instanceof TimeoutException || failure instanceof SocketTimeoutException;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /** Microsoft's numbers: in {@code error_codes}, or in the description where it leaves those out. */
    private static Map<String, Meaning> aadsts() {
        var meanings = new HashMap<String, Meaning>();
        number(meanings, new Meaning(PERMANENT, Reason.INTERACTION_REQUIRED), STEP_UP);
        number(meanings, new Meaning(PERMANENT, Reason.POLICY), BLOCKED_BY_POLICY);
        number(meanings, new Meaning(PERMANENT, Reason.PASSWORD_CHANGED), PASSWORD);
        number(meanings, new Meaning(PERMANENT, Reason.INACTIVE), UNUSED);
        number(meanings, new Meaning(PERMANENT, Reason.EXPIRED), OVER);
        number(meanings, new Meaning(PERMANENT, Reason.CONSENT_REQUIRED), CONSENT);
        number(meanings, new Meaning(PERMANENT, Reason.ACCOUNT_DISABLED), ACCOUNT);
        number(meanings, new Meaning(OPERATOR_FAULT, null), CLIENT);
        number(meanings, new Meaning(TRANSIENT, null), BUSY);
        number(meanings, new Meaning(THROTTLED, null), TOO_OFTEN);
        return Map.copyOf(meanings);
    }

    private static void number(Map<String, Meaning> meanings, Meaning meaning, int[] numbers) {
        for (var number : numbers) {
            meanings.put("aadsts" + number, meaning);
        }
    }

    private static Map.Entry<String, Meaning> ends(String code, Reason reason) {
        return entry(code, new Meaning(PERMANENT, reason));
    }

    private static Map.Entry<String, Meaning> is(String code, Outcome outcome) {
        return entry(code, new Meaning(outcome, null));
    }
}
