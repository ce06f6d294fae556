package io.latchkey.verifier.timetable;

import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.notice.Notices;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that makes a connection fall due: its next check, its notices, its end. */
public record Timetable(NextCheck checks, Notices notices) {
    /** When to check, unless the grant ends first: what has ended needs no look. */
    public Optional<Instant> check(Grant grant, @Nullable Instant checkAt) {
        return Optional.ofNullable(checkAt).filter(at -> !grant.endedBy(at));
    }

    /**
     * The earliest of check, notice and end.
     *
     * @param toldLead the shortest lead of the notices told
     * @param toldEnd whether the end has been told
     */
    public Optional<Instant> due(Grant grant, @Nullable Instant checkAt, @Nullable Duration toldLead, boolean toldEnd) {
        var end = toldEnd ? Optional.<Instant>empty() : Optional.ofNullable(grant.expiresAt());
        var notice = toldEnd ? Optional.<Instant>empty() : notices.nextDue(grant, toldLead);
        return Stream.of(check(grant, checkAt), notice, end)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }
}
