package io.latchkey.broker.upstream.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.upstream.Answers;
import io.latchkey.broker.upstream.Declared;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderErrorsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "invalid_grant, PERMANENT, REFUSED",
        "interaction_required, PERMANENT, INTERACTION_REQUIRED",
        "login_required, PERMANENT, INTERACTION_REQUIRED",
        "consent_required, PERMANENT, CONSENT_REQUIRED",
        "invalid_client, OPERATOR_FAULT,",
        "unauthorized_client, OPERATOR_FAULT,",
        "invalid_scope, INSUFFICIENT,",
        "temporarily_unavailable, TRANSIENT,",
        "server_error, TRANSIENT,"
    })
    void aStandardCodeDecidesWhateverTheStatus(String code, Outcome outcome, Reason reason) {
        assertDecides(Declared.none(), code, outcome, reason);
        assertDecides(Declared.by("slack"), code, outcome, reason);
    }

    @ParameterizedTest
    @CsvSource({
        "github, bad_refresh_token, PERMANENT, REFUSED",
        "slack, invalid_auth, PERMANENT, REFUSED",
        "slack, token_revoked, PERMANENT, REVOKED",
        "hubspot, authorization_not_found, PERMANENT, REVOKED",
        "slack, token_expired, PERMANENT, EXPIRED",
        "slack, account_inactive, PERMANENT, ACCOUNT_DISABLED",
        "github, incorrect_client_credentials, OPERATOR_FAULT,",
        "github, redirect_uri_mismatch, OPERATOR_FAULT,",
        "slack, missing_scope, INSUFFICIENT,",
        "google, ACCESS_TOKEN_SCOPE_INSUFFICIENT, INSUFFICIENT,",
        "slack, ratelimited, THROTTLED,",
        "slack, fatal_error, TRANSIENT,"
    })
    void aCodeOfTheProvidersFileDecidesWhateverTheStatus(String provider, String code, Outcome outcome, Reason reason) {
        assertDecides(Declared.by(provider), code, outcome, reason);
    }

    private static void assertDecides(ProviderErrors errors, String code, Outcome outcome, Reason reason) {
        for (int status : new int[] {200, 400, 401, 403, 500}) {
            var failure = errors.atApi(Answers.of(status, "{\"error\":\"" + code + "\"}"), NOW);

            assertThat(failure.outcome()).isEqualTo(outcome);
            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure.detail()).isEqualToIgnoringCase(code);
            assertThat(failure.httpStatus()).isEqualTo(status);
        }
    }

    @Test
    void aCodeThatTheFileDoesNotDeclareLeavesTheStatusToDecide() {
        for (var code : new String[] {"token_revoked", "rate_limited", "AADSTS50076", "invalid_rapt"}) {
            var failure = Declared.none().atApi(Answers.of(400, "{\"error\":\"" + code + "\"}"), NOW);

            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failure.detail()).isEqualTo("http_400");
        }
    }

    @Test
    void aCodeForAnInvalidTokenSaysNothingAtATokenEndpoint() {
        assertThat(Declared.none()
                        .atTokenEndpoint(Answers.of(400, "{\"error\":\"invalid_token\"}"), NOW)
                        .detail())
                .isEqualTo("http_400");
    }

    @Test
    void googlesSubtypeSaysMoreThanInvalidGrant() {
        var failure = Declared.by("google")
                .atTokenEndpoint(
                        Answers.of(400, "{\"error\":\"invalid_grant\",\"error_subtype\":\"invalid_rapt\"}"), NOW);

        assertThat(failure.reason()).isEqualTo(Reason.INTERACTION_REQUIRED);
        assertThat(failure.detail()).isEqualTo("invalid_rapt");
    }

    @ParameterizedTest
    @CsvSource({
        "AADSTS50076, PERMANENT, INTERACTION_REQUIRED",
        "AADSTS50079, PERMANENT, INTERACTION_REQUIRED",
        "AADSTS50078, PERMANENT, INTERACTION_REQUIRED",
        "AADSTS50173, PERMANENT, PASSWORD_CHANGED",
        "AADSTS50133, PERMANENT, PASSWORD_CHANGED",
        "AADSTS700082, PERMANENT, INACTIVE",
        "AADSTS53003, PERMANENT, POLICY",
        "AADSTS53000, PERMANENT, POLICY",
        "AADSTS90033, TRANSIENT,",
        "AADSTS50196, THROTTLED,",
        "AADSTS70043, PERMANENT, EXPIRED",
        "AADSTS65001, PERMANENT, CONSENT_REQUIRED",
        "AADSTS50057, PERMANENT, ACCOUNT_DISABLED",
        "AADSTS7000215, OPERATOR_FAULT,",
        "AADSTS7000222, OPERATOR_FAULT,",
        "AADSTS999999, PERMANENT, REFUSED"
    })
    void microsoftsOwnCodeSaysMoreThanInvalidGrant(String code, Outcome outcome, Reason reason) {
        var number = code.replace("AADSTS", "");
        for (var told : new String[] {
            "\"error_description\":\"" + code + ": Something. Trace ID: 1\"",
            "\"error_codes\":[" + number + "]",
            "\"error_codes\":[" + number + "],\"suberror\":\"message_only\"",
            "\"error_codes\":[\"" + number + "\"]",
            "\"error_codes\":" + number
        }) {
            var failure =
                    Declared.by("microsoft").atApi(Answers.of(400, "{\"error\":\"invalid_grant\"," + told + "}"), NOW);

            assertThat(failure.outcome()).as(told).isEqualTo(outcome);
            assertThat(failure.reason())
                    .as(told)
                    .isEqualTo(code.equals("AADSTS999999") && told.contains("message_only") ? Reason.POLICY : reason);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "basic_action, INTERACTION_REQUIRED",
        "additional_action, INTERACTION_REQUIRED",
        "message_only, POLICY",
        "consent_required, CONSENT_REQUIRED",
        "user_password_expired, PASSWORD_CHANGED",
        "bad_token, REFUSED",
        "something_new, REFUSED"
    })
    void aSuberrorSaysMoreThanTheError(String suberror, Reason reason) {
        var body = "{\"error\":\"invalid_grant\",\"suberror\":\"" + suberror + "\"}";

        assertThat(Declared.by("microsoft")
                        .atTokenEndpoint(Answers.of(400, body), NOW)
                        .reason())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"invalid_grant\"}",
                "{\"error\":\"INVALID_GRANT\"}",
                "{\"error\":{\"code\":\"invalid_grant\"}}",
                "{\"error\":{\"type\":\"invalid_grant\"}}",
                "{\"error\":[\"invalid_grant\"]}",
                "{\"error\":[{\"code\":\"invalid_grant\"}]}",
                "[{\"error\":\"invalid_grant\"}]",
                "[{\"errorCode\":\"invalid_grant\"}]",
                "{\"errorCode\":\"invalid_grant\"}",
                "{\"error_code\":\"invalid_grant\"}",
                "{\"code\":\"invalid_grant\"}",
                "{\"errors\":[{\"code\":\"invalid_grant\"}]}",
                "{\"errors\":[{\"id\":\"invalid_grant\"}]}",
                "{\"errors\":[{\"error\":\"invalid_grant\"}]}",
                "{\"errors\":[\"invalid_grant\"]}",
                "{\"errors\":[{\"message\":\"x\"},{\"code\":\"invalid_grant\"}]}",
                "{\"errors\":[{\"extensions\":{\"code\":\"invalid_grant\"}}]}",
                "{\"fault\":{\"code\":\"invalid_grant\"}}",
                "\uFEFF{\"error\":\"invalid_grant\"}",
                "error=invalid_grant&error_description=x"
            })
    void aCodeIsFoundInEveryDocumentedPlace(String body) {
        for (int status : new int[] {200, 400, 401}) {
            var failure = Declared.none().atTokenEndpoint(Answers.of(status, body), NOW);

            assertThat(failure.outcome()).isEqualTo(Outcome.PERMANENT);
            assertThat(failure.detail()).isEqualTo("invalid_grant");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer error=\"invalid_grant\"",
                "error=\"invalid_grant\"",
                "Bearer realm=\"a, error=\\\"server_error\\\"\", error = invalid_grant",
                "Basic realm=\"x\", Bearer scope=\"a b\",Error=\"invalid_grant\",error_description=\"no\"",
                "Negotiate abc==, Bearer error=\"invalid\\_grant\""
            })
    void aCodeIsFoundInAChallenge(String challenge) {
        var failure = Declared.none().atTokenEndpoint(Answers.of(401, "", Map.of("WWW-Authenticate", challenge)), NOW);

        assertThat(failure.outcome()).isEqualTo(Outcome.PERMANENT);
        assertThat(failure.detail()).isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic realm=\"error=\\\"invalid_grant\\\"\"",
                "Bearer error_description=\"invalid_grant\"",
                "Bearer my_error=\"invalid_grant\"",
                "Bearer error=\"invalid_token\"",
                "Bearer error=\""
            })
    void whatIsNoErrorInAChallengeLeavesA401TheClients(String challenge) {
        assertThat(Declared.none()
                        .atTokenEndpoint(Answers.of(401, "", Map.of("WWW-Authenticate", challenge)), NOW)
                        .outcome())
                .isEqualTo(Outcome.OPERATOR_FAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "insufficient_scope, INSUFFICIENT,",
        "insufficient_user_authentication, PERMANENT, INTERACTION_REQUIRED",
        "insufficient_claims, PERMANENT, INTERACTION_REQUIRED"
    })
    void anApisChallengeSaysWhatItWants(String code, Outcome outcome, Reason reason) {
        for (int status : new int[] {401, 403}) {
            var header = Map.of("WWW-Authenticate", "Bearer error=\"" + code + "\"");
            var failure = Declared.by("microsoft").atApi(Answers.of(status, "", header), NOW);

            assertThat(failure.outcome()).isEqualTo(outcome);
            assertThat(failure.reason()).isEqualTo(reason);
        }
    }

    @Test
    void anApisInvalidTokenIsWhatA401Is() {
        var bare = Declared.none().atApi(Answers.of(401, ""), NOW);

        assertThat(Declared.none()
                        .atApi(Answers.of(401, "", Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\"")), NOW)
                        .outcome())
                .isEqualTo(bare.outcome());
        assertThat(Declared.none()
                        .atApi(Answers.of(400, "{\"error\":\"invalid_token\"}"), NOW)
                        .outcome())
                .isEqualTo(bare.outcome());
    }

    @ParameterizedTest
    @CsvSource({
        "458, PERMANENT, REVOKED",
        "460, PERMANENT, PASSWORD_CHANGED",
        "463, PERMANENT, EXPIRED",
        "467, PERMANENT, REFUSED"
    })
    void metasSubcodeSaysWhy(int subcode, Outcome outcome, Reason reason) {
        var body = "{\"error\":{\"code\":190,\"error_subcode\":" + subcode + ",\"message\":\"x\"}}";

        var failure = Declared.by("meta").atApi(Answers.of(400, body), NOW);

        assertThat(failure.outcome()).isEqualTo(outcome);
        assertThat(failure.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "User disabled, ACCOUNT_DISABLED",
        "The token was revoked by the user, REVOKED",
        "Token has been expired or revoked., REFUSED",
        "The password was changed, PASSWORD_CHANGED",
        "Expired due to inactivity, INACTIVE",
        "Session not active, REFUSED"
    })
    void aDescriptionServesTheReasonOnly(String description, Reason reason) {
        var body = "{\"error\":\"invalid_grant\",\"error_description\":\"" + description + "\"}";

        var failure = Declared.none().atApi(Answers.of(400, body), NOW);

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
        var failure = Declared.none().atApi(Answers.of(status, "<html>no</html>"), NOW);

        assertThat(failure.outcome()).isEqualTo(outcome);
        assertThat(failure.detail()).isEqualTo("http_" + status);
    }

    @Test
    void aTokenEndpointsBare401IsTheClientsNotTheGrants() {
        assertThat(Declared.none().atTokenEndpoint(Answers.of(401, ""), NOW).outcome())
                .isEqualTo(Outcome.OPERATOR_FAULT);
        assertThat(Declared.none()
                        .atTokenEndpoint(Answers.of(401, "{\"error\":\"invalid_grant\"}"), NOW)
                        .outcome())
                .isEqualTo(Outcome.PERMANENT);
    }

    @Test
    void a403MayBeAboutRateOrScope() {
        assertThat(Declared.none()
                        .atApi(Answers.of(403, "", Map.of("X-RateLimit-Remaining", "0")), NOW)
                        .outcome())
                .isEqualTo(Outcome.THROTTLED);
        assertThat(Declared.none()
                        .atApi(Answers.of(403, "", Map.of("Retry-After", "3")), NOW)
                        .outcome())
                .isEqualTo(Outcome.THROTTLED);
        assertThat(Declared.none()
                        .atApi(
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
        var failure = Declared.none().atApi(Answers.of(503, "", Map.of("Retry-After", header)), NOW);

        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"soon", "Sun, 01 Mar 2026 11:00:00 GMT", "-1", "99999999999999999999"})
    void anyOtherRetryAfterIsNone(String header) {
        assertThat(Declared.none()
                        .atApi(Answers.of(503, "", Map.of("Retry-After", header)), NOW)
                        .retryAfter())
                .isNull();
    }

    @Test
    void neitherAnExceptionNorAnAnswerShowsWhatAProviderSent() {
        var answer = Answers.of(400, "{\"error\":\"invalid_grant\",\"error_description\":\"token s3cr3t unknown\"}");

        assertThat(answer.toString()).doesNotContain("s3cr3t");
        assertThat(new ProviderException(Declared.none().atApi(answer, NOW)).toString())
                .doesNotContain("s3cr3t");
    }

    @Test
    void aCodeThatIsNotSpeltAsOneIsNotRepeated() {
        var failure = Declared.none().atApi(Answers.of(400, "{\"error\":\"Your token s3cr3t is bad\"}"), NOW);

        assertThat(failure.detail()).isEqualTo("http_400");
    }
}
