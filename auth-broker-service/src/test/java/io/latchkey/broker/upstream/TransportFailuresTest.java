package io.latchkey.broker.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.upstream.ProviderHttp.AnswerTooLarge;
import io.latchkey.broker.upstream.ProviderHttp.NeverSent;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.contracts.connection.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransportFailuresTest {
    @ParameterizedTest
    @MethodSource("silences")
    void silenceIsTransient(Throwable failure, String detail) {
        assertThat(TransportFailures.of(failure)).isEqualTo(new Failure(Outcome.TRANSIENT, null, detail, null, null));
    }

    static Stream<Arguments> silences() {
        return Stream.of(
                Arguments.of(new TimeoutException(), "timeout"),
                Arguments.of(new IOException("reset by peer"), "connection"),
                Arguments.of(new SSLException("bad record"), "connection"),
                Arguments.of(new AnswerTooLarge(), "answer_too_large"),
                Arguments.of(new NeverSent(new IOException(new UnknownHostException("nowhere.test"))), "dns"),
                Arguments.of(new NeverSent(new SSLHandshakeException("no")), "tls"),
                Arguments.of(new NeverSent(new TimeoutException()), "unreachable"),
                Arguments.of(new NeverSent(new ConnectException("refused")), "unreachable"));
    }
}
