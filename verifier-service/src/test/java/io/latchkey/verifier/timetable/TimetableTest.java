package io.latchkey.verifier.timetable;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.verifier.grant.Grants;
import io.latchkey.verifier.notice.Notices;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final Timetable TIMETABLE =
            new Timetable(new NextCheck(ofDays(1), ofMinutes(1)), new Notices(List.of(ofDays(7), ofDays(2))));

    @Test
    void theCheckIsDueWhereItComesFirst() {
        var grant = Grants.lasting(ofDays(90));
        var check = Grants.BEGAN.plus(ofDays(1));

        assertThat(TIMETABLE.due(grant, check, null, false)).contains(check);
    }

    @Test
    void theNoticeIsDueWhereItComesFirst() {
        var grant = Grants.lasting(ofDays(90));
        var check = Grants.BEGAN.plus(ofDays(84));

        assertThat(TIMETABLE.due(grant, check, null, false)).contains(Grants.BEGAN.plus(ofDays(83)));
        assertThat(TIMETABLE.due(grant, check, ofDays(7), false)).contains(check);
    }

    @Test
    void theEndIsDueOnceTheNoticesAreToldAndNoCheckFollows() {
        var grant = Grants.lasting(ofDays(90));
        var check = grant.expiresAt();

        assertThat(TIMETABLE.due(grant, check, ofDays(2), false)).contains(grant.expiresAt());
        assertThat(TIMETABLE.check(grant, check)).isEmpty();
    }

    @Test
    void nothingIsDueAfterTheEndWasTold() {
        var grant = Grants.lasting(ofDays(90));

        assertThat(TIMETABLE.due(grant, grant.expiresAt().plusSeconds(1), null, true))
                .isEmpty();
        assertThat(TIMETABLE.due(grant, Grants.BEGAN, null, true)).isEmpty();
    }

    @Test
    void aGrantWithoutAnEndIsDueForItsChecksOnly() {
        var grant = Grants.lasting(null);

        assertThat(TIMETABLE.due(grant, null, null, false)).isEmpty();
        assertThat(TIMETABLE.due(grant, Grants.BEGAN, null, false)).contains(Grants.BEGAN);
    }
}
