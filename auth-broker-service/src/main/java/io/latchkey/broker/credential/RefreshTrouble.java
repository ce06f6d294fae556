package io.latchkey.broker.credential;

import io.latchkey.bootstrap.column.OutcomeColumn;
import io.latchkey.broker.upstream.Failure;
import io.latchkey.broker.upstream.ProviderErrors;
import io.latchkey.contracts.connection.Outcome;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of the attempts to refresh the present version of a credential. It is stored, so that all replicas heed it,
 * and is {@link #NONE} again as soon as there is a newer version.
 *
 * @param failures failed attempts in a row
 * @param failingSince when the first of them failed
 * @param retryAt when the next attempt may be sent
 * @param outcome of the last attempt
 * @param detail of the last attempt, as in {@link Failure}
 * @param rejections how many of the attempts the provider rejected without a documented code
 * @param rejectedSince when it did so first
 * @param inDoubtSince when a refresh was sent that may have spent the refresh token, and that is not repeated soon
 * @param replayUntil until when a refresh that the provider may have carried out is accepted again
 */
@Embeddable
public record RefreshTrouble(
        @Column(name = "refresh_failures") int failures,
        @Column(name = "refresh_failing_since") @Nullable Instant failingSince,
        @Column(name = "refresh_retry_at") @Nullable Instant retryAt,

        @Column(name = "refresh_outcome") @Convert(converter = OutcomeColumn.class) @Nullable
        Outcome outcome,

        @Column(name = "refresh_detail") @Nullable String detail,
        @Column(name = "refresh_rejections") int rejections,
        @Column(name = "refresh_rejected_since") @Nullable Instant rejectedSince,
        @Column(name = "refresh_in_doubt_since") @Nullable Instant inDoubtSince,
        @Column(name = "refresh_replay_until") @Nullable Instant replayUntil) {
    public static final RefreshTrouble NONE = new RefreshTrouble(0, null, null, null, null, 0, null, null, null);

    /** The detail of a replay that was refused. */
    public static final String SPENT = "refresh_token_spent";

    private static final int REJECTIONS_TO_BELIEVE = 3;
    private static final Duration SPREAD_TO_BELIEVE = Duration.ofHours(1);

    /** After another failed attempt. */
    public RefreshTrouble failed(Failure failure, Instant now, Instant retryAt) {
        boolean rejected = failure.rejected();
        return new RefreshTrouble(
                failures + 1,
                failingSince == null ? now : failingSince,
                retryAt,
                failure.outcome(),
                failure.detail(),
                rejected ? rejections + 1 : rejections,
                rejected && rejectedSince == null ? now : rejectedSince,
                inDoubtSince,
                replayUntil);
    }

    /**
     * The refresh that was sent at {@code sentAt} got no answer: the provider may have carried it out. A replay does not
     * extend the grace.
     */
    public RefreshTrouble unanswered(Instant sentAt, Duration replayGrace) {
        boolean fresh = !inDoubt() && (replayUntil == null || !sentAt.isBefore(replayUntil));
        return doubted(inDoubtSince, fresh ? sentAt.plus(replayGrace) : replayUntil);
    }

    /** In doubt from the first such attempt on, which was sent at {@code sentAt}. */
    public RefreshTrouble inDoubt(Instant sentAt, Duration replayGrace) {
        var unanswered = unanswered(sentAt, replayGrace);
        return inDoubt() ? this : unanswered.doubted(sentAt, unanswered.replayUntil);
    }

    /** In doubt from now on, unless a replay of what got no answer is still to come. */
    public RefreshTrouble inDoubtWithoutReplay(Instant now) {
        boolean toCome = retryAt != null && !retryAt.isBefore(now) && mayBeReplayedAt(retryAt);
        return inDoubt() || replayUntil == null || toCome ? this : doubted(now, replayUntil);
    }

    /** The same, with no further replay. */
    public RefreshTrouble withoutReplay(Instant now) {
        return doubted(inDoubtSince, now);
    }

    /** What the next version starts from where its refresh was no full success: failures go on, doubts do not. */
    public RefreshTrouble withoutDoubt() {
        return doubted(null, null);
    }

    private RefreshTrouble doubted(@Nullable Instant since, @Nullable Instant until) {
        return new RefreshTrouble(
                failures, failingSince, retryAt, outcome, detail, rejections, rejectedSince, since, until);
    }

    public boolean inDoubt() {
        return inDoubtSince != null;
    }

    /** Whether a refresh that the provider may have carried out is accepted once more. */
    public boolean mayBeReplayedAt(Instant instant) {
        return replayUntil != null && instant.isBefore(replayUntil);
    }

    /** Whether the refresh token may be spent, and the provider takes another refresh with it for theft. */
    public boolean tooLateAt(Instant instant) {
        return replayUntil != null && !instant.isBefore(replayUntil);
    }

    /** Whether the provider has answered so that it must be taken for granted that the refresh token is spent. */
    public boolean spent() {
        return inDoubt() && (ProviderErrors.NO_TOKEN.equals(detail) || SPENT.equals(detail));
    }

    /** Whether the provider has rejected attempts often enough, and over long enough, to be believed. */
    public boolean rejectedForGoodAt(Instant instant) {
        return rejections >= REJECTIONS_TO_BELIEVE
                && rejectedSince != null
                && !instant.isBefore(rejectedSince.plus(SPREAD_TO_BELIEVE));
    }

    public boolean pausedAt(Instant instant) {
        return retryAt != null && instant.isBefore(retryAt);
    }

    /** The last failure, for those who ask during the pause: they may ask again when it ends. */
    public Failure remembered(Instant now) {
        if (outcome == null || detail == null || retryAt == null) {
            throw new IllegalStateException("no attempt has failed");
        }
        return new Failure(outcome, null, detail, null, Duration.between(now, retryAt));
    }
}
