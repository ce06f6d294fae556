package io.latchkey.broker.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshLimitsTest {
    @ParameterizedTest
    @CsvSource({"10, 9", "12, 9", "3, 18"})
    void aReplayWithinTheGraceIsFine(int timeout, int term) {
        assertThat(RefreshLimits.fault(Duration.ofSeconds(timeout), Duration.ofSeconds(term)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"13, 9", "10, 12", "60, 9", "10, 3600"})
    void aReplayAfterTheGraceStopsTheStart(int timeout, int term) {
        assertThat(RefreshLimits.fault(Duration.ofSeconds(timeout), Duration.ofSeconds(term)))
                .isPresent();
    }

    @Test
    void theFaultIsOneLineThatNamesTheSettings() {
        assertThat(RefreshLimits.fault(Duration.ofSeconds(30), Duration.ofSeconds(9)))
                .hasValueSatisfying(fault -> assertThat(fault)
                        .hasLineCount(1)
                        .contains("latchkey.provider.timeout (LATCHKEY_PROVIDER_TIMEOUT)")
                        .contains("latchkey.lease.term (LATCHKEY_LEASE_TERM)")
                        .contains("below 22 s"));
    }
}
