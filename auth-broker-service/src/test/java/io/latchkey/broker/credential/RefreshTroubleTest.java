package io.latchkey.broker.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.contracts.connection.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefreshTroubleTest {
    private static final Instant SENT = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Instant LATER = SENT.plus(Duration.ofHours(1));

    private static final Failure LOST = new Failure(Outcome.TRANSIENT, null, "timeout", null, null);

    private final RefreshTrouble unanswered = RefreshTrouble.NONE.unanswered(SENT, GRACE);

    @Test
    void anUnansweredReplayDoesNotExtendTheGrace() {
        var replayed = unanswered.unanswered(SENT.plusSeconds(29), GRACE);

        assertThat(replayed.mayBeReplayedAt(SENT.plusSeconds(29))).isTrue();
        assertThat(replayed.mayBeReplayedAt(SENT.plusSeconds(30))).isFalse();
    }

    @Test
    void anUnansweredAttemptAfterTheGraceBeginsAnotherOne() {
        assertThat(unanswered.unanswered(LATER, GRACE).mayBeReplayedAt(LATER.plusSeconds(29)))
                .isTrue();
    }

    @Test
    void aDoubtAfterTheGraceOfAnEarlierAttemptHasOneOfItsOwn() {
        var inDoubt = unanswered.inDoubt(LATER, GRACE);

        assertThat(inDoubt.inDoubtSince()).isEqualTo(LATER);
        assertThat(inDoubt.mayBeReplayedAt(LATER.plusSeconds(29))).isTrue();
    }

    @Test
    void theGraceOfARefreshInDoubtIsNeverRenewed() {
        var inDoubt = RefreshTrouble.NONE.inDoubt(SENT, GRACE);

        assertThat(inDoubt.unanswered(LATER, GRACE)).isEqualTo(inDoubt);
        assertThat(inDoubt.inDoubt(LATER, GRACE)).isEqualTo(inDoubt);
        assertThat(inDoubt.withoutReplay(SENT).unanswered(LATER, GRACE).mayBeReplayedAt(LATER))
                .isFalse();
    }

    @Test
    void whatGotNoAnswerIsInDoubtWhenNoReplayIsToCome() {
        var retried = unanswered.failed(LOST, SENT, SENT.plusSeconds(5));
        var given = unanswered.failed(LOST, SENT.plusSeconds(26), SENT.plusSeconds(36));

        assertThat(retried.inDoubtWithoutReplay(SENT).inDoubt()).isFalse();
        assertThat(retried.inDoubtWithoutReplay(SENT.plusSeconds(31)).inDoubt()).isTrue();
        assertThat(given.inDoubtWithoutReplay(SENT.plusSeconds(26)).inDoubt()).isTrue();
    }

    @Test
    void withoutAGraceItIsInDoubtAtOnce() {
        var lost = RefreshTrouble.NONE.unanswered(SENT, Duration.ZERO).failed(LOST, SENT, SENT.plusSeconds(5));

        assertThat(lost.inDoubtWithoutReplay(SENT).inDoubt()).isTrue();
        assertThat(lost.tooLateAt(SENT)).isTrue();
    }

    @Test
    void whatWasAnsweredIsNeverInDoubt() {
        var busy = RefreshTrouble.NONE.failed(LOST, SENT, LATER);

        assertThat(busy.inDoubtWithoutReplay(LATER)).isEqualTo(busy);
        assertThat(busy.tooLateAt(LATER)).isFalse();
    }

    @Test
    void onlyAnAnswerSaysThatTheRefreshTokenIsSpent() {
        var lost = RefreshTrouble.NONE.failed(LOST, SENT, LATER).inDoubt(SENT, GRACE);
        var nothing = new Failure(Outcome.UNKNOWN, null, "no_access_token", 200, null);
        var refused = new Failure(Outcome.UNKNOWN, null, RefreshTrouble.SPENT, 400, null);

        assertThat(lost.spent()).isFalse();
        assertThat(lost.failed(nothing, SENT, LATER).spent()).isTrue();
        assertThat(lost.failed(refused, SENT, LATER).spent()).isTrue();
    }

    @Test
    void theNextVersionInheritsFailuresAndNoDoubt() {
        var failure = new Failure(Outcome.UNKNOWN, null, "no_access_token", 200, null);
        var next = RefreshTrouble.NONE
                .failed(failure, SENT, SENT.plusSeconds(10))
                .inDoubt(SENT, GRACE)
                .withoutDoubt();

        assertThat(next.failures()).isOne();
        assertThat(next.inDoubt()).isFalse();
        assertThat(next.mayBeReplayedAt(SENT)).isFalse();
    }
}
