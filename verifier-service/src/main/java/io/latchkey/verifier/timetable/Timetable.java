package io.latchkey.verifier.timetable;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.notice.Notices;
import io.latchkey.verifier.suspicion.Suspicion;
import io.latchkey.verifier.suspicion.Suspicions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Determines when a connection falls due: its next check, its notices, its end. */
public record Timetable(NextCheck checks, Notices notices, Suspicions suspicions) {
    /** When to check, unless the grant ends first: an ended grant needs no check. */
    public Optional<Instant> check(Grant grant, @Nullable Instant checkAt) {
        return Optional.ofNullable(checkAt).filter(at -> !grant.endedBy(at));
    }

    /**
     * When the next notice or the end is to be published; empty once the end has been published.
     *
     * @param sentLead the shortest lead of the published notices
     */
    public Optional<Instant> clock(Grant grant, @Nullable Duration sentLead, boolean sentEnd) {
        return sentEnd
                ? Optional.empty()
                : Stream.of(notices.nextDue(grant, sentLead), Optional.ofNullable(grant.expiresAt()))
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo);
    }

    /**
     * When to check after a check at {@code now}.
     *
     * @param failures consecutive failures, including this check; 0 unless {@link NextCheck#isFailure}
     * @param suspicion including this check
     */
    public Instant nextCheck(UUID connectionId, Outcome outcome, int failures, Suspicion suspicion, Instant now) {
        return outcome == Outcome.SUSPECT
                ? checks.noLaterThanUsual(suspicions.next(suspicion, now), now)
                : checks.after(connectionId, outcome, failures, now);
    }

    /**
     * When to first check a connection that has become watched; soon if its last check found that the token was
     * refused.
     */
    public Instant firstCheck(UUID connectionId, boolean isSuspect, Instant now) {
        return isSuspect ? checks.noLaterThanUsual(now.plus(suspicions.again()), now) : checks.first(connectionId, now);
    }
}
