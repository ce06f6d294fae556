package io.latchkey.broker.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.probe.AnswerLimits;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshLimitsTest {
    @Test
    void theDefaultsAreFine() {
        assertThat(faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10, 9", "12, 9", "3, 18"})
    void aReplayWithinTheGraceIsFine(int timeout, int term) {
        assertThat(faults("latchkey.provider.timeout", timeout + "s", "latchkey.lease.term", term + "s"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"13, 9", "10, 12", "10, 3600"})
    void aReplayAfterTheGraceStopsTheStart(int timeout, int term) {
        assertThat(faults("latchkey.provider.timeout", timeout + "s", "latchkey.lease.term", term + "s"))
                .hasSize(1);
    }

    @Test
    void theFaultIsOneLineThatNamesTheSettings() {
        assertThat(faults("latchkey.lease.term", "20s")).singleElement().satisfies(fault -> assertThat(fault)
                .hasLineCount(1)
                .contains("latchkey.provider.timeout (LATCHKEY_PROVIDER_TIMEOUT)")
                .contains("latchkey.lease.term (LATCHKEY_LEASE_TERM)")
                .contains(" is 30 s")
                .contains("which is 22 s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"18s", "1m"})
    void aRequestThatWaitsLongerForALeaseThanItsCallerStopsTheStart(String patience) {
        assertThat(faults("latchkey.lease.patience", patience))
                .singleElement()
                .asString()
                .startsWith("latchkey.lease.patience (LATCHKEY_LEASE_PATIENCE) is ")
                .endsWith("which is 18 s");
    }

    private static List<String> faults(String... values) {
        var config = new SmallRyeConfigBuilder().addDiscoveredConverters();
        for (int i = 0; i < values.length; i += 2) {
            config.withDefaultValue(values[i], values[i + 1]);
        }
        return AnswerLimits.NEST.and(RefreshLimits.NEST).faults(config.build());
    }
}
