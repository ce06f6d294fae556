package io.latchkey.bootstrap.time;

import static java.time.temporal.ChronoUnit.MICROS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeSourceTest {
    @Test
    void itTicksInMicrosecondsWhichIsWhatTheDatabaseKeeps() {
        var clock = new TimeSource().clock();

        assertThat(Stream.generate(clock::instant).limit(1000))
                .allSatisfy(now -> assertThat(now).isEqualTo(now.truncatedTo(MICROS)));
    }
}
