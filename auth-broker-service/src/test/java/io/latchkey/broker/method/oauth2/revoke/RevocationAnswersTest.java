package io.latchkey.broker.method.oauth2.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.method.RevocationResult;
import io.latchkey.broker.method.RevocationResult.Verdict;
import io.latchkey.broker.upstream.Answers;
import io.latchkey.broker.upstream.Declared;
import io.latchkey.catalog.oauth2.RevocationRules;
import io.latchkey.catalog.oauth2.RevokeForm;
import io.latchkey.catalog.oauth2.Revokes;
import io.latchkey.catalog.request.Assertion;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationAnswersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200||DONE",
                "200|{}|DONE",
                "200|null|DONE",
                "200|{\"error\":null}|DONE",
                "200|{\"error\":\"invalid_client\"}|CANNOT",
                "200|{\"error\":\"no_such_thing\"}|REFUSED",
                "200|{\"error\":{\"code\":7}}|REFUSED",
                "200|{\"success\":true}|DONE",
                "200|{\"revoked\":true,\"errors\":[]}|DONE",
                "200|{\"status\":\"ok\"}|DONE",
                "200|OK|DONE",
                "200|{\"success\":false}|REFUSED",
                "200|{\"revoked\":false}|REFUSED",
                "200|{\"status\":\"Error\"}|REFUSED",
                "200|{\"errors\":[{\"message\":\"no\"}]}|REFUSED",
                "200|{\"errors\":[{\"code\":\"RATE_LIMITED\"}]}|CANNOT",
                "400|{\"error\":\"invalid_token\"}|ALREADY_GONE",
                "400|{\"error\":\"invalid_grant\"}|ALREADY_GONE",
                "400|{\"error\":\"unsupported_token_type\"}|REFUSED",
                "400|{\"error\":\"invalid_request\"}|REFUSED",
                "400|{\"error\":\"interaction_required\"}|REFUSED",
                "400|{\"error\":\"unauthorized_client\"}|CANNOT",
                "400||REFUSED",
                "401||CANNOT",
                "401|{\"error\":\"invalid_client\"}|CANNOT",
                "401|{\"error\":\"invalid_token\"}|CANNOT",
                "201||REFUSED",
                "202||REFUSED",
                "204||REFUSED",
                "302||REFUSED",
                "403||REFUSED",
                "404||REFUSED",
                "404|{\"error\":\"not_found\"}|REFUSED",
                "405||REFUSED",
                "410||REFUSED",
                "408||CANNOT",
                "429||CANNOT",
                "500||CANNOT",
                "503|{\"error\":\"invalid_token\"}|CANNOT"
            })
    void anRfc7009EndpointRevokesWith200AndNothingElse(int status, String body, Verdict verdict) {
        assertThat(read(status, body, form(RevokeForm.RFC7009)).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "CLIENT_DELETE, 204, DONE",
        "CLIENT_DELETE, 404, ALREADY_GONE",
        "CLIENT_DELETE, 401, CANNOT",
        "CLIENT_DELETE, 422, REFUSED",
        "BEARER_POST, 200, DONE",
        "BEARER_POST, 401, ALREADY_GONE",
        "BEARER_POST, 404, REFUSED",
        "BEARER_POST, 503, CANNOT"
    })
    void otherFormsHaveTheirOwnStatuses(RevokeForm form, int status, Verdict verdict) {
        assertThat(read(status, "", form(form)).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"200, <html>Sign in</html>, CANNOT", "200, '', DONE", "404, <html>Not found</html>, REFUSED"})
    void aPageForPeopleIsNotTheEndpointsAnswer(int status, String body, Verdict verdict) {
        var answer = Answers.of(status, body, Map.of("Content-Type", "text/html; charset=utf-8"));

        assertThat(RevocationAnswers.read(answer, form(RevokeForm.RFC7009), Declared.by("slack"), NOW)
                        .verdict())
                .isEqualTo(verdict);
    }

    @Test
    void theCatalogueMaySayOtherwise() {
        var rules = new RevocationRules(
                "https://p.example/revoke",
                RevokeForm.BEARER_POST,
                null,
                Revokes.TOKEN,
                Set.of(202),
                Assertion.equal("/ok", "true"),
                Set.of(410),
                Set.of("no_such_token"));

        assertThat(read(202, "{\"ok\":true}", rules).verdict()).isEqualTo(Verdict.DONE);
        assertThat(read(202, "{\"ok\":false}", rules).verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(read(200, "{\"ok\":true}", rules).verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(read(410, "", rules).verdict()).isEqualTo(Verdict.ALREADY_GONE);
        assertThat(read(202, "{\"ok\":false,\"error\":\"no_such_token\"}", rules)
                        .verdict())
                .isEqualTo(Verdict.ALREADY_GONE);
    }

    @Test
    void whatTheProviderAsksToWaitIsKept() {
        var answer = Answers.of(503, "", Map.of("Retry-After", "40"));

        assertThat(RevocationAnswers.read(answer, form(RevokeForm.RFC7009), Declared.by("slack"), NOW)
                        .requireFailure()
                        .retryAfter())
                .isEqualTo(Duration.ofSeconds(40));
    }

    private static RevocationResult read(int status, String body, RevocationRules rules) {
        return RevocationAnswers.read(Answers.of(status, body == null ? "" : body), rules, Declared.by("slack"), NOW);
    }

    private static RevocationRules form(RevokeForm form) {
        return new RevocationRules(
                "https://p.example/revoke", form, null, Revokes.GRANT, Set.of(), null, Set.of(), Set.of());
    }
}
