package io.latchkey.broker.upstream.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.upstream.Answers;
import io.latchkey.broker.upstream.Declared;
import io.latchkey.contracts.connection.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 499, 500, 501, 502, 503, 504, 505, 520, 522, 524, 598, 599})
    void aStatusWithoutACodeMayHideWhatTheProviderHasDone(int status) {
        assertThat(transientFailure(status, null).unanswered()).isTrue();
        assertThat(Declared.by("slack")
                        .atTokenEndpoint(Answers.of(status, "<html>x</html>"), NOW)
                        .unanswered())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 429, 500, 503})
    void aDocumentedCodeIsAnAnswerWhateverTheStatus(int status) {
        for (var code : new String[] {"temporarily_unavailable", "rate_limited", "invalid_grant", "invalid_client"}) {
            assertThat(Declared.by("slack")
                            .atTokenEndpoint(Answers.of(status, "{\"error\":\"" + code + "\"}"), NOW)
                            .unanswered())
                    .isFalse();
        }
    }

    @Test
    void a503ThatSaysWhenToComeBackIsAnAnswer() {
        assertThat(transientFailure(503, Duration.ofMinutes(1)).unanswered()).isFalse();
    }

    @Test
    void aPageOrNothingWithAGoodStatusIsNoAnswer() {
        assertThat(ProviderErrors.noAnswer(Answers.of(200, "")).unanswered()).isTrue();
        assertThat(ProviderErrors.noAnswer(Answers.of(200, "<html>x</html>", Map.of("Content-Type", "text/html")))
                        .unanswered())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout", "connection", "answer_too_large"})
    void noResponseAtAllIsNoAnswer(String detail) {
        assertThat(new Failure(Outcome.TRANSIENT, null, detail, null, null).unanswered())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns", "tls", "unreachable"})
    void whatWasNeverSentHasNoneToLose(String detail) {
        assertThat(new Failure(Outcome.TRANSIENT, null, detail, null, null).unanswered())
                .isFalse();
    }

    private static Failure transientFailure(Integer status, Duration retryAfter) {
        return new Failure(Outcome.TRANSIENT, null, "http_" + status, status, retryAfter);
    }
}
