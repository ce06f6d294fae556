package io.latchkey.testkit.canary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarksTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xx", "xxx", "client:"})
    void aMarkedSecretIsFoundAsItIsAndEncoded(String before) {
        var text = before + Marks.secret("refresh") + before;

        assertThat(Marks.in(text)).isPresent();
        assertThat(Marks.in(Base64.getEncoder().encodeToString(text.getBytes(UTF_8))))
                .isPresent();
        assertThat(Marks.in(HexFormat.of().formatHex(text.getBytes(UTF_8)))).isPresent();
    }

    @Test
    void aWatchedSecretIsFoundAndOtherTextIsNot() {
        Marks.watch("eyJhbGciOiJSUzI1NiJ9.some-jwt");

        assertThat(Marks.in("token=eyJhbGciOiJSUzI1NiJ9.some-jwt!")).isPresent();
        assertThat(Marks.in("a canary in a coal mine")).isEmpty();
    }

    @Test
    void aLogRecordIsReadWithItsParametersAndItsCause() {
        var log = new LogSearch();
        var inParameter = new LogRecord(Level.FINE, "refreshed {0}");
        inParameter.setParameters(new Object[] {Marks.secret("access")});
        var inCause = new LogRecord(Level.SEVERE, "failed");
        inCause.setThrown(new IllegalStateException("outer", new IllegalStateException(Marks.secret("code"))));
        var harmless = new LogRecord(Level.INFO, "started");

        log.publish(inParameter);
        log.publish(inCause);
        log.publish(harmless);

        assertThat(log.leaks()).hasSize(2);
    }
}
