package io.latchkey.verifier.timetable;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.verifier.grant.Grants;
import io.latchkey.verifier.notice.Notices;
import io.latchkey.verifier.suspicion.Suspicion;
import io.latchkey.verifier.suspicion.Suspicions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final Timetable TIMETABLE = new Timetable(
            new NextCheck(ofDays(1), ofMinutes(1)),
            new Notices(List.of(ofDays(7), ofDays(2))),
            new Suspicions(ofMinutes(5), ofHours(1), ofDays(1)));
    private static final Instant NOW = Grants.BEGAN.plus(ofDays(3));

    @Test
    void theClockIsDueForEachNoticeAndThenForTheEnd() {
        var grant = Grants.lasting(ofDays(90));

        assertThat(TIMETABLE.clock(grant, null, false)).contains(Grants.BEGAN.plus(ofDays(83)));
        assertThat(TIMETABLE.clock(grant, ofDays(7), false)).contains(Grants.BEGAN.plus(ofDays(88)));
        assertThat(TIMETABLE.clock(grant, ofDays(2), false)).contains(grant.expiresAt());
        assertThat(TIMETABLE.clock(grant, ofDays(2), true)).isEmpty();
    }

    @Test
    void noCheckIsDueOnceTheGrantHasEnded() {
        var grant = Grants.lasting(ofDays(90));

        assertThat(TIMETABLE.check(grant, Grants.BEGAN)).contains(Grants.BEGAN);
        assertThat(TIMETABLE.check(grant, grant.expiresAt())).isEmpty();
        assertThat(TIMETABLE.check(grant, null)).isEmpty();
    }

    @Test
    void aGrantWithoutAnEndIsDueForItsChecksOnly() {
        assertThat(TIMETABLE.clock(Grants.lasting(null), null, false)).isEmpty();
    }

    @Test
    void aRefusedTokenIsCheckedAgainWithinMinutesAndAnyOtherFailureBacksOff() {
        var suspicion = new Suspicion(1, NOW);

        assertThat(TIMETABLE.nextCheck(Grants.CONNECTION, Outcome.SUSPECT, 1, suspicion, NOW))
                .isEqualTo(NOW.plus(ofMinutes(5)));
        assertThat(TIMETABLE.nextCheck(Grants.CONNECTION, Outcome.TRANSIENT, 1, suspicion, NOW))
                .isBefore(NOW.plus(ofMinutes(2)));
    }

    @Test
    void aSuspicionIsNeverCheckedLaterThanAnyOtherConnection() {
        var hurried =
                new Timetable(new NextCheck(ofSeconds(30), ofSeconds(5)), TIMETABLE.notices(), TIMETABLE.suspicions());

        assertThat(hurried.nextCheck(Grants.CONNECTION, Outcome.SUSPECT, 1, new Suspicion(1, NOW), NOW))
                .isEqualTo(NOW.plusSeconds(30));
        assertThat(hurried.firstCheck(Grants.CONNECTION, true, NOW)).isEqualTo(NOW.plusSeconds(30));
    }
}
