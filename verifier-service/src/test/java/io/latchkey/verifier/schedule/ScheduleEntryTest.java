package io.latchkey.verifier.schedule;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.contracts.connection.Health;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.verifier.grant.Grants;
import io.latchkey.verifier.notice.Notices;
import io.latchkey.verifier.suspicion.Suspicion;
import io.latchkey.verifier.suspicion.Suspicions;
import io.latchkey.verifier.timetable.NextCheck;
import io.latchkey.verifier.timetable.Timetable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleEntryTest {
    private static final Timetable TIMETABLE = new Timetable(
            new NextCheck(ofDays(1), ofMinutes(1)),
            new Notices(List.of(ofDays(14), ofDays(7))),
            new Suspicions(ofMinutes(5), ofHours(1), ofDays(1)));
    private static final Instant NOW = Grants.BEGAN.plusSeconds(60);
    private static final Instant END = Grants.BEGAN.plus(ofDays(90));
    private static final UUID OWNER = new UUID(1, 1);

    private final ScheduleEntry entry = fresh();

    @ParameterizedTest
    @EnumSource(
            value = ConnectionState.class,
            names = {"ACTIVE", "EXPIRING"})
    void aConnectionThatWorksIsCheckedWithinOneInterval(ConnectionState state) {
        follow(1, state, 1, END);

        assertThat(entry.dueAt).isEqualTo(entry.checkAt).isBetween(NOW, NOW.plus(ofDays(1)));
        assertThat(entry.clockDueAt).isEqualTo(END.minus(ofDays(14)));
    }

    @ParameterizedTest
    @EnumSource(
            value = ConnectionState.class,
            names = {"PENDING", "REAUTHORIZATION_REQUIRED"})
    void aConnectionThatDoesNotWorkIsNeverDue(ConnectionState state) {
        follow(1, ConnectionState.ACTIVE, 1, END);
        follow(2, state, 1, END);

        assertThat(entry.dueAt).isNull();
        assertThat(entry.clockDueAt).isNull();
    }

    @Test
    void aLowerOrEqualSequenceChangesNothing() {
        follow(5, ConnectionState.REAUTHORIZATION_REQUIRED, 1, END);
        follow(5, ConnectionState.ACTIVE, 2, END);
        follow(4, ConnectionState.ACTIVE, 3, null);

        assertThat(entry.state).isEqualTo(ConnectionState.REAUTHORIZATION_REQUIRED);
        assertThat(entry.generation).isEqualTo(1);
        assertThat(entry.sequence).isEqualTo(5);
    }

    @Test
    void anEventThatChangesNoGrantMovesNoCheck() {
        follow(1, ConnectionState.ACTIVE, 1, END);
        var planned = entry.checkAt;

        entry.follow(view(ConnectionState.ACTIVE, 1, END), 2, TIMETABLE, NOW.plus(ofDays(1)));

        assertThat(entry.checkAt).isEqualTo(planned);
    }

    @Test
    void aNewGenerationBeginsAnew() {
        follow(1, ConnectionState.ACTIVE, 1, END);
        entry.checked(Outcome.TRANSIENT, NOW, TIMETABLE);
        entry.noticeSent(ofDays(7), TIMETABLE);

        follow(2, ConnectionState.ACTIVE, 2, END.plus(ofDays(90)));

        assertThat(entry.failures).isZero();
        assertThat(entry.sentLead()).isNull();
    }

    @Test
    void aMovedEndIsWarnedOfAnew() {
        follow(1, ConnectionState.EXPIRING, 1, END);
        entry.noticeSent(ofDays(7), TIMETABLE);
        entry.sentEnd(TIMETABLE);

        follow(2, ConnectionState.EXPIRING, 1, END.plus(ofDays(9)));

        assertThat(entry.sentLead()).isNull();
        assertThat(entry.sentEnd).isFalse();
    }

    @Test
    void aRecoveredConnectionIsCheckedAgain() {
        follow(1, ConnectionState.ACTIVE, 1, null);
        follow(2, ConnectionState.REAUTHORIZATION_REQUIRED, 1, null);

        var recovered = NOW.plus(ofDays(30));
        entry.follow(view(ConnectionState.ACTIVE, 1, null), 3, TIMETABLE, recovered);

        assertThat(entry.dueAt).isBetween(recovered, recovered.plus(ofDays(1)));
    }

    @Test
    void theShortestLeadToldIsRemembered() {
        follow(1, ConnectionState.EXPIRING, 1, END);

        entry.noticeSent(ofDays(7), TIMETABLE);
        entry.noticeSent(ofDays(14), TIMETABLE);

        assertThat(entry.sentLead()).isEqualTo(ofDays(7));
    }

    @Test
    void failuresInARowAreCountedUntilAnAnswer() {
        follow(1, ConnectionState.ACTIVE, 1, null);

        entry.checked(Outcome.TRANSIENT, NOW, TIMETABLE);
        entry.checked(Outcome.THROTTLED, NOW, TIMETABLE);
        assertThat(entry.failures).isEqualTo(2);

        entry.checked(Outcome.LIMITED, NOW, TIMETABLE);
        assertThat(entry.failures).isZero();
        assertThat(entry.lastCheckAt).isEqualTo(NOW);
    }

    @Test
    void aSettlementIsCommittedAndTheRowSetFree() {
        follow(1, ConnectionState.ACTIVE, 1, END);
        var claim = claimed();

        new Settlement(claim, ofDays(14), false, check(Outcome.OK)).applyTo(entry, TIMETABLE, NOW);

        assertThat(entry.sentLead()).isEqualTo(ofDays(14));
        assertThat(entry.lastCheckAt).isEqualTo(NOW);
        assertThat(entry.claimedBy).isNull();
        assertThat(entry.claimedUntil).isNull();
    }

    @Test
    void whatWasDoneForAnOlderGenerationIsDropped() {
        follow(1, ConnectionState.ACTIVE, 1, END);
        var claim = claimed();
        follow(2, ConnectionState.ACTIVE, 2, END);

        new Settlement(claim, ofDays(14), true, check(Outcome.TRANSIENT)).applyTo(entry, TIMETABLE, NOW);

        assertThat(entry.sentLead()).isNull();
        assertThat(entry.sentEnd).isFalse();
        assertThat(entry.lastCheckAt).isNull();
        assertThat(entry.claimedBy).isNull();
    }

    @Test
    void whatWasToldOfAnEndThatMovedMeanwhileIsToldAgainButTheCheckStands() {
        follow(1, ConnectionState.ACTIVE, 1, END);
        var claim = claimed();
        follow(2, ConnectionState.ACTIVE, 1, END.plus(ofDays(9)));

        new Settlement(claim, ofDays(14), false, check(Outcome.OK)).applyTo(entry, TIMETABLE, NOW);

        assertThat(entry.sentLead()).isNull();
        assertThat(entry.lastCheckAt).isEqualTo(NOW);
    }

    @Test
    void theResultOfACheckIsKeptForThoseWhoWaitedForItsClaim() {
        follow(1, ConnectionState.ACTIVE, 1, END);
        var claim = claimed();
        var check = check(Outcome.OK);

        Settlement.checked(claim, check).applyTo(entry, TIMETABLE, NOW);

        assertThat(entry.resultOf(OWNER)).contains(check);
        assertThat(entry.resultOf(new UUID(2, 2))).isEmpty();
    }

    @Test
    void aSuspicionGrowsUntilTheProviderAcceptsATokenOrANewGenerationBegins() {
        follow(1, ConnectionState.ACTIVE, 1, null);

        entry.checked(Outcome.SUSPECT, NOW, TIMETABLE);
        entry.checked(Outcome.TRANSIENT, NOW.plusSeconds(60), TIMETABLE);
        entry.checked(Outcome.SUSPECT, NOW.plusSeconds(120), TIMETABLE);
        assertThat(entry.suspicion()).isEqualTo(new Suspicion(2, NOW));
        assertThat(entry.dueAt).isEqualTo(NOW.plus(ofHours(1)));

        entry.checked(Outcome.OK, NOW.plusSeconds(180), TIMETABLE);
        assertThat(entry.suspicion()).isEqualTo(Suspicion.NONE);

        entry.checked(Outcome.SUSPECT, NOW.plusSeconds(240), TIMETABLE);
        follow(2, ConnectionState.ACTIVE, 2, null);
        assertThat(entry.suspicion()).isEqualTo(Suspicion.NONE);
    }

    @Test
    void aRowRebuiltFromAFeedThatShowsASuspicionIsCheckedSoon() {
        var health = new Health(NOW, Outcome.SUSPECT, "http_401", 12L, 1, null);

        entry.follow(Views.view(Grants.CONNECTION, ConnectionState.ACTIVE, health), 1, TIMETABLE, NOW);

        assertThat(entry.dueAt).isEqualTo(NOW.plus(ofMinutes(5)));
    }

    @Test
    void theViewShowsWhatIsPlannedAndWhatWasTold() {
        follow(1, ConnectionState.EXPIRING, 1, END);
        entry.noticeSent(ofDays(14), TIMETABLE);

        var view = ScheduleView.of(entry, TIMETABLE);

        assertThat(view.nextCheckAt()).isEqualTo(entry.checkAt);
        assertThat(view.notices())
                .containsExactly(
                        new ScheduleView.NoticeView(ofDays(14), END.minus(ofDays(14)), true),
                        new ScheduleView.NoticeView(ofDays(7), END.minus(ofDays(7)), false));
    }

    @Test
    void theViewPlansNoCheckForAConnectionThatNeedsAPerson() {
        follow(1, ConnectionState.ACTIVE, 1, END);
        follow(2, ConnectionState.REAUTHORIZATION_REQUIRED, 1, END);

        assertThat(ScheduleView.of(entry, TIMETABLE).nextCheckAt()).isNull();
    }

    private void follow(long sequence, ConnectionState state, int generation, @Nullable Instant end) {
        entry.follow(view(state, generation, end), sequence, TIMETABLE, NOW);
    }

    private static ConnectionView view(ConnectionState state, int generation, @Nullable Instant end) {
        return Views.view(Grants.CONNECTION, "acme", state, generation, Grants.BEGAN, end);
    }

    private Claim claimed() {
        entry.claim(OWNER, NOW.plusSeconds(60));
        return entry.claimed();
    }

    private static CheckCompleted check(Outcome outcome) {
        return new CheckCompleted(
                new UUID(9, 9), Grants.CONNECTION, "acme", 1, 5, NOW, outcome, null, null, 200, 12L, null, null, null);
    }

    private static ScheduleEntry fresh() {
        var entry = new ScheduleEntry();
        entry.connectionId = Grants.CONNECTION;
        entry.tenant = "acme";
        entry.provider = "northwind";
        entry.state = ConnectionState.PENDING;
        return entry;
    }
}
