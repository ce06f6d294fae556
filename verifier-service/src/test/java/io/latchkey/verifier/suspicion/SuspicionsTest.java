package io.latchkey.verifier.suspicion;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.contracts.connection.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuspicionsTest {
    private static final Suspicions SUSPICIONS = new Suspicions(ofMinutes(5), ofHours(1), ofDays(1));
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // refusals, time since the first, whether that is enough
        "1, PT48H, false",
        "2, PT48H, false",
        "3, PT59M59S, false",
        "3, PT1H, true",
        "9, PT10M, false",
    })
    void threeRefusalsOverAnHourAreEnough(int refusals, Duration lasted, boolean enough) {
        assertThat(SUSPICIONS.isEnough(new Suspicion(refusals, SINCE), SINCE.plus(lasted)))
                .isEqualTo(enough);
    }

    @ParameterizedTest
    @CsvSource({
        // refusals, time since the first, the pause before the next check
        "1, PT0S, PT5M",
        "1, PT3H, PT5M",
        "2, PT5M, PT55M",
        "2, PT57M, PT5M",
        "2, PT3H, PT5M",
        "3, PT2M, PT58M",
        "3, PT1H, PT1H",
        "7, PT5H, PT1H",
    })
    void theNextCheckFollowsSoonThenWhenThePeriodIsOverThenOncePerPeriod(
            int refusals, Duration lasted, Duration pause) {
        var now = SINCE.plus(lasted);

        assertThat(SUSPICIONS.next(new Suspicion(refusals, SINCE), now)).isEqualTo(now.plus(pause));
    }

    @ParameterizedTest
    @CsvSource({
        "OK, 0",
        "INSUFFICIENT, 0",
        "LIMITED, 0",
        "SUSPECT, 3",
        "PERMANENT, 2",
        "TRANSIENT, 2",
        "THROTTLED, 2",
        "OPERATOR_FAULT, 2",
        "UNKNOWN, 2",
    })
    void onlyAnAcceptedTokenEndsASuspicion(Outcome outcome, int refusals) {
        var after = new Suspicion(2, SINCE).after(outcome, SINCE.plusSeconds(600));

        assertThat(after.refusals()).isEqualTo(refusals);
        assertThat(after.since()).isEqualTo(refusals == 0 ? null : SINCE);
    }

    @Test
    void noIncidentDelaysARefusalForLongerThanADay() {
        var suspicion = new Suspicion(20, SINCE);

        assertThat(SUSPICIONS.outlastsIncidents(suspicion, SINCE.plus(ofHours(23))))
                .isFalse();
        assertThat(SUSPICIONS.outlastsIncidents(suspicion, SINCE.plus(ofHours(24))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT1H, PT24H", "PT5M, PT0S, PT24H", "PT5M, PT1H, PT-1S"})
    void refusesSettingsThatAreNotPositive(Duration again, Duration period, Duration incidentLimit) {
        assertThatThrownBy(() -> new Suspicions(again, period, incidentLimit))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
