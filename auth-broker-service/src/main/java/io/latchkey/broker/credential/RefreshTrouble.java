package io.latchkey.broker.credential;

import io.latchkey.bootstrap.column.OutcomeColumn;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.contracts.connection.Outcome;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The result of the attempts to refresh the current version of a credential. It is stored, so that all replicas respect
 * it, and becomes {@link #NONE} when a newer version is stored.
 *
 * @param failures number of consecutive failed attempts
 * @param failingSince when the first of them failed
 * @param retryAt when the next attempt may be sent
 * @param outcome of the last attempt
 * @param detail of the last attempt, as in {@link Failure}
 * @param rejections number of attempts that the provider rejected without a documented error code
 * @param rejectedSince when the provider first did so
 * @param inDoubtSince when the broker sent the refresh that may have spent the refresh token and is not repeated soon
 * @param replayUntil until when the provider accepts the repetition of a refresh that it may have processed
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

    /** The detail recorded after the provider refused a replay. */
    public static final String SPENT = "refresh_token_spent";

    private static final int PERMANENT_AFTER_REJECTIONS = 3;
    private static final Duration PERMANENT_AFTER = Duration.ofHours(1);

    /** Adds a failed attempt. */
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
     * Records that the refresh sent at {@code sentAt} got no response: the provider may have processed it. A replay
     * does not extend the grace period.
     */
    public RefreshTrouble unanswered(Instant sentAt, Duration replayGrace) {
        boolean fresh = !inDoubt() && (replayUntil == null || !sentAt.isBefore(replayUntil));
        return doubted(inDoubtSince, fresh ? sentAt.plus(replayGrace) : replayUntil);
    }

    /** Marks the refresh as in doubt since {@code sentAt}, when the first such attempt was sent. */
    public RefreshTrouble inDoubt(Instant sentAt, Duration replayGrace) {
        var unanswered = unanswered(sentAt, replayGrace);
        return inDoubt() ? this : unanswered.doubted(sentAt, unanswered.replayUntil);
    }

    /**
     * Marks the refresh as in doubt since {@code now}, unless a replay of an attempt without a response is still due.
     */
    public RefreshTrouble inDoubtWithoutReplay(Instant now) {
        boolean toCome = retryAt != null && !retryAt.isBefore(now) && mayBeReplayedAt(retryAt);
        return inDoubt() || replayUntil == null || toCome ? this : doubted(now, replayUntil);
    }

    /** The same, without a further replay. */
    public RefreshTrouble withoutReplay(Instant now) {
        return doubted(inDoubtSince, now);
    }

    /**
     * The initial value for the next version if its refresh was only partly successful: keeps the failures, drops the
     * doubt.
     */
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

    /** Whether the provider accepts the repetition of a refresh that it may have processed. */
    public boolean mayBeReplayedAt(Instant instant) {
        return replayUntil != null && instant.isBefore(replayUntil);
    }

    /** Whether the refresh token may be spent and the provider would treat another refresh with it as theft. */
    public boolean tooLateAt(Instant instant) {
        return replayUntil != null && !instant.isBefore(replayUntil);
    }

    /** Whether the provider's response implies that the refresh token is spent. */
    public boolean spent() {
        return inDoubt() && (ProviderErrors.NO_TOKEN.equals(detail) || SPENT.equals(detail));
    }

    /**
     * Whether the provider has rejected enough attempts, over a long enough time, to treat the rejection as permanent.
     */
    public boolean rejectedForGoodAt(Instant instant) {
        return rejections >= PERMANENT_AFTER_REJECTIONS
                && rejectedSince != null
                && !instant.isBefore(rejectedSince.plus(PERMANENT_AFTER));
    }

    public boolean pausedAt(Instant instant) {
        return retryAt != null && instant.isBefore(retryAt);
    }

    /** The last failure, for requests during the pause. Its retry delay is the rest of the pause. */
    public Failure remembered(Instant now) {
        if (outcome == null || detail == null || retryAt == null) {
            throw new IllegalStateException("no attempt has failed");
        }
        return new Failure(outcome, null, detail, null, Duration.between(now, retryAt));
    }
}
