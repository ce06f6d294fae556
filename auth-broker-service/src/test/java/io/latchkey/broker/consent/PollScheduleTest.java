package io.latchkey.broker.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** RFC 8628, section 3.5. */
class PollScheduleTest {
    private final PollSchedule schedule = PollSchedule.every(Duration.ofSeconds(5));

    @Test
    void thePauseIsTheInterval() {
        assertThat(schedule.pause(null)).hasSeconds(5);
        assertThat(schedule.pending().pause(null)).hasSeconds(5);
    }

    @Test
    void slowDownAddsFiveSecondsForAllLaterPolls() {
        var slower = schedule.slowedDown();

        assertThat(slower.pause(null)).hasSeconds(10);
        assertThat(slower.pending().pause(null)).hasSeconds(10);
        assertThat(slower.pending().slowedDown().pause(null)).hasSeconds(15);
        assertThat(slower.failed().pause(null)).hasSeconds(20);
    }

    @Test
    void eachPollWithoutAResponseDoublesThePauseUntilThereIsOne() {
        assertThat(schedule.failed().pause(null)).hasSeconds(10);
        assertThat(schedule.failed().failed().pause(null)).hasSeconds(20);
        assertThat(schedule.failed().failed().pending().pause(null)).hasSeconds(5);
    }

    @Test
    void thePauseIsBoundedAndNeverShorterThanTheInterval() {
        assertThat(new PollSchedule(Duration.ofSeconds(5), Integer.MAX_VALUE).pause(null))
                .hasMinutes(2);
        assertThat(PollSchedule.every(Duration.ofMinutes(5)).failed().pause(null))
                .hasMinutes(5);
    }

    @Test
    void aRequestedPauseCountsIfItIsLonger() {
        assertThat(schedule.pause(Duration.ofSeconds(3))).hasSeconds(5);
        assertThat(schedule.failed().pause(Duration.ofMinutes(10))).hasMinutes(10);
    }
}
