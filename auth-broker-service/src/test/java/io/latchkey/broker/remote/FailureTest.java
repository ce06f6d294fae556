package io.latchkey.broker.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contracts.connection.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {
    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void aGatewayMayHideWhatTheProviderHasDone(int status) {
        assertThat(transientFailure(status, null).unanswered()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500})
    void theProvidersOwnErrorIsAnAnswer(int status) {
        assertThat(transientFailure(status, null).unanswered()).isFalse();
    }

    @Test
    void soIsA503ThatSaysWhenToComeBack() {
        assertThat(transientFailure(503, Duration.ofMinutes(1)).unanswered()).isFalse();
    }

    @Test
    void noResponseAtAllIsNoAnswer() {
        assertThat(transientFailure(null, null).unanswered()).isTrue();
    }

    private static Failure transientFailure(Integer status, Duration retryAfter) {
        return new Failure(Outcome.TRANSIENT, null, "http_" + status, status, retryAfter);
    }
}
