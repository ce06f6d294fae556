package io.latchkey.broker.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.remote.ProviderHttp.AnswerTooLarge;
import io.latchkey.contracts.check.Outcome;
import io.latchkey.contracts.connection.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "invalid_grant, PERMANENT, REFUSED",
        "bad_refresh_token, PERMANENT, REFUSED",
        "invalid_auth, PERMANENT, REFUSED",
        "token_revoked, PERMANENT, REVOKED",
        "authorization_not_found, PERMANENT, REVOKED",
        "token_expired, PERMANENT, EXPIRED",
        "account_inactive, PERMANENT, ACCOUNT_DISABLED",
        "interaction_required, PERMANENT, INTERACTION_REQUIRED",
        "consent_required, PERMANENT, CONSENT_REQUIRED",
        "invalid_client, OPERATOR_FAULT,",
        "unauthorized_client, OPERATOR_FAULT,",
        "incorrect_client_credentials, OPERATOR_FAULT,",
        "redirect_uri_mismatch, OPERATOR_FAULT,",
        "invalid_scope, INSUFFICIENT,",
        "missing_scope, INSUFFICIENT,",
        "ACCESS_TOKEN_SCOPE_INSUFFICIENT, INSUFFICIENT,",
        "ratelimited, THROTTLED,",
        "temporarily_unavailable, TRANSIENT,",
        "server_error, TRANSIENT,",
        "fatal_error, TRANSIENT,"
    })
    void aDocumentedCodeDecidesWhateverTheStatus(String code, Outcome outcome, Reason reason) {
        for (int status : new int[] {200, 400, 401, 403, 500}) {
            var failure = Failures.of(Answers.of(status, "{\"error\":\"" + code + "\"}"), NOW);

            assertThat(failure.outcome()).isEqualTo(outcome);
            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure.detail()).isEqualToIgnoringCase(code);
            assertThat(failure.httpStatus()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AADSTS50076, PERMANENT, INTERACTION_REQUIRED",
        "AADSTS50079, PERMANENT, INTERACTION_REQUIRED",
        "AADSTS50173, PERMANENT, INTERACTION_REQUIRED",
        "AADSTS700082, PERMANENT, EXPIRED",
        "AADSTS70043, PERMANENT, EXPIRED",
        "AADSTS65001, PERMANENT, CONSENT_REQUIRED",
        "AADSTS50057, PERMANENT, ACCOUNT_DISABLED",
        "AADSTS7000215, OPERATOR_FAULT,",
        "AADSTS7000222, OPERATOR_FAULT,",
        "AADSTS999999, PERMANENT, REFUSED"
    })
    void microsoftsOwnCodeSaysMoreThanInvalidGrant(String code, Outcome outcome, Reason reason) {
        var body = "{\"error\":\"invalid_grant\",\"error_description\":\"" + code + ": Something. Trace ID: 1\"}";

        var failure = Failures.of(Answers.of(400, body), NOW);

        assertThat(failure.outcome()).isEqualTo(outcome);
        assertThat(failure.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "458, PERMANENT, REVOKED",
        "460, PERMANENT, INTERACTION_REQUIRED",
        "463, PERMANENT, EXPIRED",
        "467, PERMANENT, REFUSED"
    })
    void metasSubcodeSaysWhy(int subcode, Outcome outcome, Reason reason) {
        var body = "{\"error\":{\"code\":190,\"error_subcode\":" + subcode + ",\"message\":\"x\"}}";

        var failure = Failures.of(Answers.of(400, body), NOW);

        assertThat(failure.outcome()).isEqualTo(outcome);
        assertThat(failure.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "User disabled, ACCOUNT_DISABLED",
        "The token was revoked by the user, REVOKED",
        "Token has been expired or revoked., REFUSED",
        "Session not active, REFUSED"
    })
    void aDescriptionServesTheReasonOnly(String description, Reason reason) {
        var body = "{\"error\":\"invalid_grant\",\"error_description\":\"" + description + "\"}";

        var failure = Failures.of(Answers.of(400, body), NOW);

        assertThat(failure.outcome()).isEqualTo(Outcome.PERMANENT);
        assertThat(failure.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "401, SUSPECT",
        "402, LIMITED",
        "403, LIMITED",
        "404, LIMITED",
        "429, THROTTLED",
        "500, TRANSIENT",
        "503, TRANSIENT",
        "302, UNKNOWN",
        "400, UNKNOWN",
        "418, UNKNOWN"
    })
    void withoutACodeTheStatusDecides(int status, Outcome outcome) {
        var failure = Failures.of(Answers.of(status, "<html>no</html>"), NOW);

        assertThat(failure.outcome()).isEqualTo(outcome);
        assertThat(failure.detail()).isEqualTo("http_" + status);
    }

    @Test
    void aTokenEndpointsBare401IsTheClientsNotTheGrants() {
        assertThat(Failures.ofTokenEndpoint(Answers.of(401, ""), NOW).outcome()).isEqualTo(Outcome.OPERATOR_FAULT);
        assertThat(Failures.ofTokenEndpoint(Answers.of(401, "{\"error\":\"invalid_grant\"}"), NOW)
                        .outcome())
                .isEqualTo(Outcome.PERMANENT);
    }

    @Test
    void a403MayBeAboutRateOrScope() {
        assertThat(Failures.of(Answers.of(403, "", Map.of("X-RateLimit-Remaining", "0")), NOW)
                        .outcome())
                .isEqualTo(Outcome.THROTTLED);
        assertThat(Failures.of(Answers.of(403, "", Map.of("Retry-After", "3")), NOW)
                        .outcome())
                .isEqualTo(Outcome.THROTTLED);
        assertThat(Failures.of(
                                Answers.of(403, "", Map.of("WWW-Authenticate", "Bearer error=\"insufficient_scope\"")),
                                NOW)
                        .outcome())
                .isEqualTo(Outcome.INSUFFICIENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"120|120", "Sun, 01 Mar 2026 12:00:30 GMT|30"})
    void retryAfterIsSecondsOrADate(String header, long seconds) {
        var failure = Failures.of(Answers.of(503, "", Map.of("Retry-After", header)), NOW);

        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"soon", "Sun, 01 Mar 2026 11:00:00 GMT", "-1", "99999999999999999999"})
    void anyOtherRetryAfterIsNone(String header) {
        assertThat(Failures.of(Answers.of(503, "", Map.of("Retry-After", header)), NOW)
                        .retryAfter())
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("silences")
    void silenceIsTransient(Throwable failure, String detail) {
        assertThat(Failures.ofTransport(failure)).isEqualTo(new Failure(Outcome.TRANSIENT, null, detail, null, null));
    }

    static Stream<Arguments> silences() {
        return Stream.of(
                Arguments.of(new TimeoutException(), "timeout"),
                Arguments.of(new IOException(new UnknownHostException("nowhere.test")), "dns"),
                Arguments.of(new SSLHandshakeException("no"), "tls"),
                Arguments.of(new AnswerTooLarge(), "answer_too_large"),
                Arguments.of(new ConnectException("refused"), "connection"));
    }

    @Test
    void neitherAnExceptionNorAnAnswerShowsWhatAProviderSent() {
        var answer = Answers.of(400, "{\"error\":\"invalid_grant\",\"error_description\":\"token s3cr3t unknown\"}");

        assertThat(answer.toString()).doesNotContain("s3cr3t");
        assertThat(new ProviderException(Failures.of(answer, NOW)).toString()).doesNotContain("s3cr3t");
    }

    @Test
    void aCodeThatIsNotSpeltAsOneIsNotRepeated() {
        var failure = Failures.of(Answers.of(400, "{\"error\":\"Your token s3cr3t is bad\"}"), NOW);

        assertThat(failure.detail()).isEqualTo("http_400");
    }
}
